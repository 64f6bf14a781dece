#include "actors/runtime/actor_executor.hpp"

#include "actors/runtime/shard_coordinator.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/system_context.hpp>
#include <caf/actor_system.hpp>
#include <caf/message.hpp>
#include <caf/message_id.hpp>

namespace smokehouse::actors {

namespace {

thread_local const caf::actor_control_block* current_actor = nullptr;

} // namespace

static_assert(boost::asio::execution::is_executor<actor_executor>::value);
static_assert(sizeof(actor_executor) <= 3 * sizeof(void*));

actor_executor::step_guard::step_guard(const caf::actor_control_block* self,
                                       const work_context& context,
                                       http::time_point queued) noexcept
    : previous_(std::exchange(current_actor, self)),
      context_(context, queued) {}

actor_executor::step_guard::~step_guard() {
  current_actor = previous_;
}

bool actor_executor::running_in(const caf::actor_control_block* self) noexcept {
  return current_actor == self;
}

boost::asio::execution_context&
actor_executor::query(boost::asio::execution::context_t) const noexcept {
  if (auto* coordinator = shard_coordinator::of(*self_->home_system))
    return coordinator->local_or_next().context();
  // Named by way of an executor of it: the context itself is not public.
  return boost::asio::query(boost::asio::system_executor{},
                            boost::asio::execution::context);
}

void actor_executor::post(caf::action step) const {
  self_->enqueue(nullptr, caf::make_message_id(),
                 caf::make_message(std::move(step)), shard::current());
}

} // namespace smokehouse::actors
