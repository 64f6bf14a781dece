#pragma once

#include "actors/runtime/actor_executor.hpp"
#include "actors/runtime/task.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <caf/local_actor.hpp>

#include <exception>
#include <list>
#include <utility>

namespace smokehouse::actors {

/// The coroutines of one actor. A member of the actor's state: when the actor
/// ends, what is still suspended is cancelled and its frames are destroyed, so
/// no coroutine outlives the state it refers to in its own steps.
class coroutine_scope {
public:
  explicit coroutine_scope(caf::local_actor* self) : self_(self->ctrl()) {}

  coroutine_scope(const coroutine_scope&) = delete;
  coroutine_scope& operator=(const coroutine_scope&) = delete;

  ~coroutine_scope() {
    cancel();
  }

  /// Starts a coroutine inside the actor, up to its first wait.
  /// Precondition: called from a message handler of the actor.
  /// @param context What it is done for; it has it in all of its steps.
  /// @param queued When the message came that is being handled, if known.
  /// @param on_done `void(std::exception_ptr, T)`, without `T` for `void`; runs
  ///                inside the actor unless the actor ends before.
  template <class T, class F>
  void spawn(task<T> work, F on_done, const work_context& context = {},
             http::time_point queued = {}) {
    actor_executor::step_guard guard{self_, context, queued};
    auto place = running_.emplace(running_.end());
    boost::asio::co_spawn(
        executor(context), std::move(work),
        boost::asio::bind_cancellation_slot(
            place->slot(),
            [this, place, f = std::move(on_done)](auto&&... result) mutable {
              running_.erase(place);
              std::move(f)(std::forward<decltype(result)>(result)...);
            }));
  }

  /// Cancels all; each ends by itself at its next chance.
  void cancel();

  /// How many have not ended.
  std::size_t size() const noexcept {
    return running_.size();
  }

  /// For sockets, timers and sub-coroutines of the actor. Keeps the actor
  /// alive, hence is made anew and not kept: the actor would keep itself.
  actor_executor executor(work_context context = {}) const noexcept;

private:
  caf::actor_control_block* self_;
  std::list<boost::asio::cancellation_signal> running_;
};

} // namespace smokehouse::actors
