#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <functional>

namespace smokehouse::app {

/// SIGHUP, which asks a service to read its files again, and does not end it.
class hangup {
public:
  /// From here on it is held for `watch`.
  explicit hangup(boost::asio::io_context& loop) : signals_(loop, SIGHUP) {
    // nop
  }

  /// Calls `then` on the loop for each from here, and for one that was held.
  void watch(std::function<void()> then);

private:
  void wait();

  boost::asio::signal_set signals_;
  std::function<void()> then_;
};

} // namespace smokehouse::app
