#pragma once

#include <caf/actor_clock.hpp>

namespace smokehouse::actors {

class shard_coordinator;

/// CAF's clock on Asio's timers: an action runs on the shard that scheduled it
/// (from any other thread: on the next in turn). An insertion costs O(log n),
/// where CAF's own clock sorts its whole table.
///
/// A disposed action keeps its timer until it would have fired: what needs to
/// end early in great numbers uses `timeout` (actors/runtime/timeout.hpp).
class shard_clock final : public caf::actor_clock {
public:
  explicit shard_clock(shard_coordinator& coordinator)
      : coordinator_(coordinator) {}

  /// @param first_run When to run first; in the past means at once.
  /// @param period Time between two runs; zero or less for a single run.
  caf::disposable schedule_periodically(time_point first_run, caf::action f,
                                        duration_type period) override;

private:
  shard_coordinator& coordinator_;
};

} // namespace smokehouse::actors
