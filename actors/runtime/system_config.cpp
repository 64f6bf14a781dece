#include "actors/runtime/system_config.hpp"

#include "actors/runtime/shard_coordinator.hpp"
#include "actors/types.hpp"

#include <caf/init_global_meta_objects.hpp>

#include <array>
#include <cmath>
#include <string>

namespace smokehouse::actors {

namespace {

/// Messages an actor may handle before others on its shard get their turn:
/// without it, one that keeps sending to itself would never end.
constexpr std::size_t messages_per_turn = 64;

template <class T>
void put_default(caf::settings& content, const std::string& key, T value) {
  caf::put_missing(content, key, std::move(value));
}

} // namespace

system_config::system_config(caf::settings user) {
  register_message_types();
  profiler = &probe_;
  load<shard_coordinator>();
  content = std::move(user);
  put_default(content, "caf.scheduler.max-throughput", messages_per_turn);
  put_default(content, "caf.metrics-filters.actors.includes",
              std::vector<std::string>{"*"});
  for (const auto* name : {"processing-time", "mailbox-time"})
    put_default(content,
                std::string{"caf.metrics.caf.actor."} + name + ".buckets",
                latency_buckets());
}

const actor_names* names_of(const caf::actor_system& system) {
  const auto* config = dynamic_cast<const system_config*>(&system.config());
  return config ? &config->probe().names() : nullptr;
}

void register_message_types() {
  static const bool done = [] {
    caf::init_global_meta_objects<caf::id_block::smokehouse>();
    caf::core::init_global_meta_objects();
    return true;
  }();
  static_cast<void>(done);
}

std::vector<double> latency_buckets() {
  constexpr std::array steps = {1.0, 1.5, 2.0, 3.0, 5.0, 7.0};
  std::vector<double> result;
  for (auto decade = -6; decade <= 1; ++decade)
    for (auto step : steps) {
      auto bound = step * std::pow(10.0, decade);
      if (bound > 1.9e-6 && bound < 55)
        result.push_back(bound);
    }
  result.push_back(60);
  return result;
}

} // namespace smokehouse::actors
