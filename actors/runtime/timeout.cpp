#include "actors/runtime/timeout.hpp"

#include "actors/runtime/shard_coordinator.hpp"

#include <caf/action.hpp>

namespace smokehouse::actors {

timeout::timeout(caf::actor_system& system, caf::timespan after,
                 std::function<void()> f) {
  if (auto* coordinator = shard_coordinator::of(system)) {
    auto loop = coordinator->local_or_next().context().get_executor();
    timer_.emplace(loop, after);
    timer_->async_wait([f = std::move(f)](auto error) {
      if (!error)
        f();
    });
  } else {
    auto& clock = system.clock();
    action_ =
        clock.schedule(clock.now() + after, caf::make_action(std::move(f)));
  }
}

timeout::~timeout() {
  if (action_)
    action_.dispose();
}

} // namespace smokehouse::actors
