#pragma once

#include "app/hangup.hpp"
#include "app/log/logging.hpp"
#include "app/service.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <future>
#include <mutex>
#include <string>
#include <thread>

namespace smokehouse::app {

/// Waits for SIGTERM and SIGINT on a thread of its own and ends the service:
/// drains it for the grace at most. While the main thread waits for the end of
/// what may block, this one still ends the process (exit code 3) at the
/// deadline or at a second signal. At SIGHUP the certificates are read again,
/// on the same thread.
class shutdown {
public:
  /// Has this thread, and all that it starts, leave the signals to the one of
  /// `watch`, for good: one that comes at the very end does no harm, either.
  static void leave_signals();

  /// From here on signals are held for `watch`: made before anything starts.
  shutdown(logging& log, caf::timespan grace);

  shutdown(const shutdown&) = delete;
  shutdown& operator=(const shutdown&) = delete;

  /// The deadline is off from here.
  ~shutdown();

  /// Acts on signals from here, and on those that were held.
  void watch(service& running);

  /// Returns once a signal came and everything is done but the service's end.
  void wait();

  /// After the end of the service: how it went, as the last line of the log.
  void report();

private:
  using time_point = std::chrono::steady_clock::time_point;

  void begin(int number);
  void drained(const char* why);
  void end_now(const char* why, time_point until);
  void look(const char* why);
  [[noreturn]] void give_up(const char* why);

  service* running_ = nullptr;
  logging& log_;
  caf::timespan grace_;
  boost::asio::io_context loop_{1};
  boost::asio::signal_set signals_;
  hangup hangup_{loop_};
  boost::asio::steady_timer deadline_;
  std::promise<void> drained_;
  time_point begun_;
  /// When the grace is over.
  time_point end_;
  std::mutex mutex_;
  bool closing_ = false; // guarded by mutex_: the service is being ended
  /// What is left is the time to close.
  bool last_moment_ = false; // guarded by mutex_
  /// The last line is printed: there is nothing to be said any more.
  bool reported_ = false; // guarded by mutex_
  stop_report report_;    // guarded by mutex_
  std::thread thread_;
};

} // namespace smokehouse::app
