#include "actors/runtime/timeout.hpp"

#include "actors/runtime/shard_coordinator.hpp"

namespace smokehouse::actors {

boost::asio::io_context* timeout::loop_of(caf::actor_system& system) {
  auto* coordinator = shard_coordinator::of(system);
  return coordinator ? &coordinator->local_or_next().context() : nullptr;
}

timeout::~timeout() {
  if (action_)
    action_.dispose();
}

} // namespace smokehouse::actors
