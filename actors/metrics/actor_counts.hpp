#pragma once

#include "actors/metrics/hub.hpp"

#include <caf/telemetry/counter.hpp>
#include <caf/telemetry/gauge.hpp>
#include <caf/telemetry/metric_registry.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace smokehouse::actors {

/// What CAF does not count by itself, for all actors of one name. The pointers
/// stay valid as long as the registry.
struct actor_counts {
  /// Alive now.
  caf::telemetry::int_gauge* running;
  /// Requests that ended in an exception, and ends for another reason than
  /// being asked to.
  caf::telemetry::int_counter* failures;
  /// Times that supervision replaced one.
  caf::telemetry::int_counter* restarts;
};

/// Finds or makes the counts for an actor name.
actor_counts counts_of(caf::telemetry::metric_registry& registry,
                       std::string_view actor_name);

/// Counts that supervision replaced one, for that reason: the name of an
/// enumerator of `error`, `caf::sec` or `caf::exit_reason`.
void count_restart(caf::telemetry::metric_registry& registry,
                   std::string_view actor_name, const caf::error& reason);

/// How many actors of each name are alive.
using running_counts = std::map<std::string, std::int64_t, std::less<>>;

/// Reads nothing else, unlike all stats.
running_counts running_actors(metrics_hub& hub);

/// Counts an actor as running until it ends.
template <class Actor>
void count_running(Actor& actor, const actor_counts& counts) {
  counts.running->inc();
  actor.attach_functor([running = counts.running] { running->dec(); });
}

} // namespace smokehouse::actors
