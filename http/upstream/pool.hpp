#pragma once

#include "http/client_settings.hpp"
#include "http/upstream/call.hpp"
#include "http/upstream/connection_set.hpp"
#include "http/upstream/counters.hpp"
#include "http/upstream/gate.hpp"
#include "http/upstream/name_service.hpp"
#include "http/upstream/pace.hpp"
#include "http/upstream/waiting_line.hpp"
#include "http/url.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>

namespace smokehouse::http::upstream {

/// Brings calls and connections together. A call takes the connection used
/// last, else it joins the line; whoever becomes free takes the first in the
/// line, and connections are made while the line is longer than the number
/// being made. Who would wait in line for most of its time is not let in. All
/// of it happens on one executor, which runs one handler at a time; only
/// `figures` may be read elsewhere.
///
/// Handlers in flight keep the pool alive, and neither calls nor connections
/// point to it: destroying their `io_context` frees everything.
class pool : public std::enable_shared_from_this<pool> {
public:
  pool(asio::any_io_executor executor, url to, client_settings settings);

  /// Starts a call. It ends by an answer or by an error, always on its home.
  void submit(call_ptr next);

  /// Ends a call that is still running with `reason`, and the connection that
  /// it is on.
  void abort(const call_ptr& which, error_code reason);

  /// Ends everything: calls with `client_closed`.
  void close();

  /// Nothing comes onto the executor from other threads from here on; from any
  /// thread.
  void leave_executor() {
    names_->close();
  }

  const asio::any_io_executor& executor() const {
    return executor_;
  }

  const url& upstream() const {
    return to_;
  }

  const client_settings& settings() const {
    return settings_;
  }

  const counters& figures() const {
    return figures_;
  }

private:
  /// The life of one connection.
  static asio::awaitable<void> run(std::shared_ptr<pool> self,
                                   connection_ptr c);

  // What happens to a connection.
  void connected(const connection_ptr& c);
  void not_connected(const connection_ptr& c, error_code why);
  bool read(const connection_ptr& c, error_code ec);
  void lost(const connection_ptr& c, error_code why);

  // What the pool does about it.
  void grow();
  void connect_one();
  bool start_on_idle(const call_ptr& next);
  void start(const connection_ptr& c, call_ptr next);
  void next_for(const connection_ptr& c);
  void finish(const call_ptr& which, error_code ec, client_response answer);
  std::size_t waiting() const;
  bool would_be_late(const call& last) const;
  void note_time(const call& done);
  void watch_deadline(const call_ptr& which);
  void watch_idle();
  void publish();

  asio::any_io_executor executor_;
  url to_;
  client_settings settings_;
  std::shared_ptr<asio::ssl::context> tls_;
  std::shared_ptr<name_service> names_;
  waiting_line line_;
  connection_set connections_;
  pace pace_{settings_.max_connections, settings_.request_timeout};
  asio::steady_timer idle_timer_;
  bool watching_idle_ = false;
  bool closed_ = false;
  counters figures_;
  gate gate_{settings_, figures_};
};

} // namespace smokehouse::http::upstream
