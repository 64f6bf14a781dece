#include "actors/metrics/service_info.hpp"

#include <unistd.h>

namespace smokehouse::actors {

service_info_source::service_info_source(std::string name, std::string version,
                                         std::size_t shards,
                                         const readiness& state)
    : name_(std::move(name)),
      version_(std::move(version)),
      shards_(shards),
      start_(std::chrono::steady_clock::now()),
      state_(state) {
  // nop
}

service_info service_info_source::read() const {
  return {
      .name = name_,
      .version = version_,
      .pid = getpid(),
      .uptime = std::chrono::steady_clock::now() - start_,
      .reasons = state_.reasons(),
      .shards = shards_,
  };
}

} // namespace smokehouse::actors
