#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <caf/action.hpp>
#include <caf/actor_system.hpp>
#include <caf/disposable.hpp>
#include <caf/timespan.hpp>

#include <optional>
#include <utility>

namespace smokehouse::actors {

/// Calls a function once after a while unless it is destroyed before. On a
/// shard an Asio timer that costs nothing any more once destroyed; elsewhere
/// CAF's clock, so that tests on `test_coordinator` advance the time.
class timeout {
public:
  timeout() = default;
  timeout(timeout&&) = default;
  timeout& operator=(timeout&&) = delete;

  /// A call that has begun on another thread may still be running.
  ~timeout();

  /// Precondition: not called before.
  /// @param after From now; zero or less fires as soon as possible.
  /// @param f `void()`. Runs on the shard's or the clock's thread, not inside
  ///          an actor: it must be short and thread-safe. When the shard ends
  ///          before the time has come, `f` is destroyed without a call.
  template <class F>
  void start(caf::actor_system& system, caf::timespan after, F f) {
    if (auto* loop = loop_of(system)) {
      timer_.emplace(loop->get_executor(), after);
      timer_->async_wait([f = std::move(f)](auto error) mutable {
        if (!error)
          f();
      });
    } else {
      auto& clock = system.clock();
      action_ =
          clock.schedule(clock.now() + after, caf::make_action(std::move(f)));
    }
  }

private:
  // Fires on the loop itself, whatever executor a coroutine has.
  using timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock,
      boost::asio::wait_traits<std::chrono::steady_clock>,
      boost::asio::io_context::executor_type>;

  /// The calling thread's shard, else one of the system's; null without shards.
  static boost::asio::io_context* loop_of(caf::actor_system& system);

  std::optional<timer> timer_;
  caf::disposable action_;
};

} // namespace smokehouse::actors
