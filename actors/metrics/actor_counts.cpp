#include "actors/metrics/actor_counts.hpp"

#include <caf/telemetry/label_view.hpp>
#include <caf/telemetry/metric_family_impl.hpp>

namespace smokehouse::actors {

actor_counts counts_of(caf::telemetry::metric_registry& registry,
                       std::string_view actor_name) {
  constexpr auto prefix = "smokehouse.actor";
  caf::string_view name{actor_name.data(), actor_name.size()};
  return {
      registry
          .gauge_family(prefix, "running", {"name"}, "Actors alive, by name.")
          ->get_or_add({{"name", name}}),
      registry
          .counter_family(prefix, "failures", {"name"},
                          "Requests and actors that failed, by name.", "1",
                          true)
          ->get_or_add({{"name", name}}),
      registry
          .counter_family(prefix, "restarts", {"name"},
                          "Actors that supervision replaced, by name.", "1",
                          true)
          ->get_or_add({{"name", name}}),
  };
}

} // namespace smokehouse::actors
