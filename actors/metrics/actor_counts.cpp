#include "actors/metrics/actor_counts.hpp"

#include "actors/metrics/instruments.hpp"

namespace smokehouse::actors {

actor_counts counts_of(caf::telemetry::metric_registry& registry,
                       std::string_view actor_name) {
  constexpr std::string_view prefix = "smokehouse.actor";
  const metric_label label{"name", actor_name};
  return {
      gauge_of(registry, {prefix, "running", "Actors alive, by name."},
               {label}),
      counter_of(
          registry,
          {prefix, "failures", "Requests and actors that failed, by name."},
          {label}),
      counter_of(
          registry,
          {prefix, "restarts", "Actors that supervision replaced, by name."},
          {label}),
  };
}

} // namespace smokehouse::actors
