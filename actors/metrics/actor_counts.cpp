#include "actors/metrics/actor_counts.hpp"

#include "actors/error.hpp"
#include "actors/metrics/instruments.hpp"

#include <caf/telemetry/metric_family_impl.hpp>

namespace smokehouse::actors {

namespace {

/// Takes the family `smokehouse.actor.running` alone.
struct running_collector {
  template <class Family, class Metric>
  void operator()(const Family* family, const caf::telemetry::metric* instance,
                  const Metric* value) {
    if constexpr (std::is_same_v<Metric, caf::telemetry::int_gauge>)
      if (family->prefix() == "smokehouse.actor" && family->name() == "running")
        result.emplace(label_of(*instance, "name"), value->value());
  }

  running_counts result;
};

} // namespace

running_counts running_actors(metrics_hub& hub) {
  running_collector take;
  hub.collect(take);
  return std::move(take.result);
}

void count_restart(caf::telemetry::metric_registry& registry,
                   std::string_view actor_name, const caf::error& reason) {
  counts_of(registry, actor_name).restarts->inc();
  counter_of(registry,
             {"smokehouse.actor", "restarts-by-reason",
              "Actors that supervision replaced, by name and reason."},
             {{"name", actor_name}, {"reason", code_name(reason)}})
      ->inc();
}

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
