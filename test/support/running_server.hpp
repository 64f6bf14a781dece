#pragma once

#include "http/server.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace smokehouse::test {

/// Keeps what it is told about.
class recorder final : public http::observer {
public:
  struct entry {
    http::request req;
    http::exchange how;
  };

  void finished(const http::request& req,
                const http::exchange& how) noexcept override;

  /// What was told so far; from any thread.
  std::vector<entry> entries() const;

private:
  mutable std::mutex mutex_;
  std::vector<entry> entries_;
};

/// A server with a loop and a thread of its own, on a free port of
/// 127.0.0.1. Ends both in its destructor.
class running_server {
public:
  explicit running_server(http::handler on_request,
                          http::server_settings settings = {});

  ~running_server();

  std::uint16_t port() const noexcept {
    return port_;
  }

  /// Runs `f` on the loop and waits for it.
  void on_loop(std::function<void(http::server&)> f);

  /// Ends the server (not the loop) as its owner would.
  void destroy_server();

  /// Ends the loop's thread; nothing runs any more.
  void stop_loop();

  http::request_counts requests() const noexcept {
    return counters.requests();
  }

  http::server_counters counters;
  recorder seen;

private:
  boost::asio::io_context loop_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type>
      work_{loop_.get_executor()};
  std::optional<http::server> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

/// Settings for a free port, and otherwise as the service has them.
http::server_settings on_free_port();

/// Answers every request with its target.
void echo_target(http::request req, http::reply to);

} // namespace smokehouse::test
