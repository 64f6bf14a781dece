#pragma once

#include "http/client_response.hpp"
#include "http/client_settings.hpp"
#include "http/client_stats.hpp"
#include "http/error.hpp"
#include "http/url.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace smokehouse::http {

namespace upstream {
class pool;
}

/// What one `get` may ask for beyond its target.
struct get_options {
  /// Sent in this order after `Host`, `User-Agent` and `Accept`.
  std::vector<std::pair<std::string, std::string>> headers = {};

  /// When to give up, if that is before `client_settings::request_timeout`.
  time_point deadline = time_point::max();
};

/// Talks to one upstream over a bounded pool of keep-alive connections. Any
/// thread may call it.
class client {
public:
  /// The pool works on `executor`, which must run one handler at a time (an
  /// `io_context` that one thread runs, or a strand) and be there until the
  /// client is closed.
  /// Throws `boost::system::system_error` if `settings.ca_file` is unusable.
  client(asio::any_io_executor executor, url to, client_settings settings);

  client(client&&) noexcept = default;
  client& operator=(client&&) = delete;

  /// Closes.
  ~client();

  /// Ends requests in flight, and those that come later, with
  /// `error::client_closed`; on the executor's thread before it returns.
  /// What waits for an answer may keep the client itself: whoever ends a
  /// service calls this.
  void close() const;

  /// GETs `target` (which begins with `/`; empty: the upstream's own URL) below
  /// the upstream's URL. Awaitable on any executor, where it also goes on;
  /// cancelling it closes the connection in use. Any status is an answer.
  /// Throws `boost::system::system_error` with an `error`, or with
  /// `operation_aborted` when cancelled; within `request_timeout` in any case.
  asio::awaitable<client_response> get(std::string target,
                                       get_options options) const;

  /// The same with nothing special.
  asio::awaitable<client_response> get(std::string target) const;

  /// The upstream, as it was given.
  const url& upstream() const;

  /// The breaker of its upstream; null if there is none.
  const std::shared_ptr<circuit_breaker>& breaker() const;

  /// In how long those will have a connection who waited for one when a call
  /// ended with `pool_full` last, by how long calls took of late; from any
  /// thread.
  duration time_to_drain() const;

  /// What it is doing and has done; from any thread.
  client_stats stats() const;

private:
  std::shared_ptr<upstream::pool> pool_;
};

} // namespace smokehouse::http
