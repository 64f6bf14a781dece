#pragma once

#include "http/observer.hpp"
#include "http/reply.hpp"
#include "http/request.hpp"
#include "http/server_counters.hpp"
#include "http/server_settings.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace smokehouse::http {

/// Called on the loop's thread, once for each well-formed request. Must not
/// block and must not throw.
using handler = std::function<void(request, reply)>;

class acceptor;
class server_core;

/// An HTTP/1.1 server on one loop. Everything but the constructor runs on the
/// loop's thread, or while the loop does not run. Replies may outlive it.
class server {
public:
  /// `counters` and `watcher` (may be null) outlive the server.
  server(asio::io_context& loop, server_settings settings, handler on_request,
         server_counters& counters, observer* watcher = nullptr);

  server(const server&) = delete;

  server& operator=(const server&) = delete;

  /// Closes what is open. Not to be called by its own handler.
  ~server();

  /// Binds and begins to accept, on both ports if there are two.
  error_code listen();

  /// The port in use, 0 before `listen`.
  std::uint16_t port() const noexcept;

  /// The port of TLS if it has one of its own, else 0.
  std::uint16_t tls_port() const noexcept;

  /// Closes the listening sockets; connections go on.
  void stop_accepting();

  /// Stops accepting, closes idle connections, and lets the others answer what
  /// they have begun, with `Connection: close`. Calls `done` on the loop once
  /// no connection is left.
  void drain(std::function<void()> done = {});

  /// Closes everything at once; requests in flight end as cancelled.
  void close();

  /// Connections open now.
  std::size_t connections() const noexcept;

private:
  boost::intrusive_ptr<server_core> core_;
  std::unique_ptr<acceptor> main_;
  /// For TLS beside plain HTTP.
  std::unique_ptr<acceptor> secure_;
};

} // namespace smokehouse::http
