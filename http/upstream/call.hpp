#pragma once

#include "http/circuit_breaker.hpp"
#include "http/client_response.hpp"
#include "http/types.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <list>
#include <memory>
#include <optional>
#include <string>

namespace smokehouse::http::upstream {

class connection;

/// One GET on its way: in the waiting line or on a connection. After it was
/// handed to the pool only the pool's executor touches it.
struct call {
  using handler =
      asio::any_completion_handler<void(error_code, client_response)>;
  using line = std::list<std::shared_ptr<call>>;

  /// `on_end` is to be called once, on `home_executor`.
  call(const asio::any_io_executor& pool_executor, std::string request_text,
       time_point until, asio::any_io_executor home_executor, handler on_end);

  /// Tells the caller, where the caller runs. Requires that it has not ended.
  void end(error_code ec, client_response answer);

  bool ended() const {
    return !complete;
  }

  /// The request as it travels.
  std::string text;

  /// When to give up, and what wakes the pool then.
  time_point deadline;
  asio::steady_timer timer;

  /// Where the caller goes on; it has work until then.
  asio::any_io_executor home;

  /// Empty once the call has ended.
  handler complete;

  /// The connection it is on; null while it waits in the line.
  connection* on = nullptr;

  /// Its place in the line; none while it is on a connection.
  std::optional<line::iterator> place;

  /// Whether it was tried once already.
  bool retried = false;

  /// Its way through the upstream's breaker.
  breaker_pass pass;
};

using call_ptr = std::shared_ptr<call>;

} // namespace smokehouse::http::upstream
