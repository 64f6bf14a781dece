#pragma once

#include "actors/readiness.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// What a service says of itself.
struct service_info {
  std::string name;
  std::string version;
  int pid = 0;
  std::chrono::duration<double> uptime{};
  /// Why it is not ready; empty when it is.
  std::vector<std::string> reasons;
  std::size_t shards = 0;

  bool ready() const noexcept {
    return reasons.empty();
  }
};

/// Where `service_info` comes from. Any thread may read it.
class service_info_source {
public:
  /// The uptime counts from here.
  /// @param state Has to outlive the source.
  service_info_source(std::string name, std::string version, std::size_t shards,
                      const readiness& state);

  service_info read() const;

private:
  std::string name_;
  std::string version_;
  std::size_t shards_;
  std::chrono::steady_clock::time_point start_;
  const readiness& state_;
};

} // namespace smokehouse::actors
