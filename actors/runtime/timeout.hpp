#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <caf/actor_system.hpp>
#include <caf/disposable.hpp>
#include <caf/timespan.hpp>

#include <functional>
#include <optional>

namespace smokehouse::actors {

/// Calls a function once after a while unless it is destroyed before. On a
/// shard an Asio timer that costs nothing any more once destroyed; elsewhere
/// CAF's clock, so that tests on `test_coordinator` advance the time.
class timeout {
public:
  /// @param after From now; zero or less fires as soon as possible.
  /// @param f Runs on the shard's or the clock's thread, not inside an actor:
  ///          it must be short and thread-safe. When the shard ends before the
  ///          time has come, `f` is destroyed without a call.
  timeout(caf::actor_system& system, caf::timespan after,
          std::function<void()> f);

  timeout(const timeout&) = delete;
  timeout& operator=(const timeout&) = delete;

  /// A call that has begun on another thread may still be running.
  ~timeout();

private:
  // Fires on the loop itself, whatever executor a coroutine has.
  using timer = boost::asio::basic_waitable_timer<
      std::chrono::steady_clock,
      boost::asio::wait_traits<std::chrono::steady_clock>,
      boost::asio::io_context::executor_type>;

  std::optional<timer> timer_;
  caf::disposable action_;
};

} // namespace smokehouse::actors
