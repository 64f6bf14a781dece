#pragma once

#include "actors/runtime/actor_executor.hpp"
#include "actors/runtime/task.hpp"
#include "actors/runtime/waiter.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <caf/local_actor.hpp>

#include <exception>
#include <list>
#include <memory>
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
  /// @param who Waits for its end: it is cancelled once they do not any more.
  /// @param on_done `void(std::exception_ptr, T)`, without `T` for `void`; runs
  ///                inside the actor unless the actor ends before.
  template <class T, class F>
  void spawn(task<T> work, F on_done, const work_context& context = {},
             http::time_point queued = {}, waiter who = {}) {
    actor_executor::step_guard guard{self_, context, queued};
    auto place = add(std::move(who));
    boost::asio::co_spawn(
        executor(context), std::move(work),
        boost::asio::bind_cancellation_slot(
            (*place)->signal.slot(),
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
  struct coroutine {
    explicit coroutine(waiter waits) : who(std::move(waits)) {}
    coroutine(const coroutine&) = delete;
    coroutine& operator=(const coroutine&) = delete;
    ~coroutine();

    boost::asio::cancellation_signal signal;
    waiter who;
  };
  // Shared with nobody for long: it tells those who come late that it is gone.
  using list = std::list<std::shared_ptr<coroutine>>;

  list::iterator add(waiter who);
  static void end(const caf::weak_actor_ptr& self,
                  const std::weak_ptr<coroutine>& which);

  caf::actor_control_block* self_;
  list running_;
};

} // namespace smokehouse::actors
