#pragma once

#include "http/server.hpp"
#include "http/server_counters.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <thread>

namespace smokehouse::app {

/// A server on a thread and a loop of its own, beside the shards and without
/// actors. Its requests are in no figure.
class server_thread {
public:
  /// @param on_request Called on that thread.
  /// @param access Is told of every request's end; may be null.
  server_thread(http::server_settings settings, http::handler on_request,
                http::observer* access = nullptr);

  server_thread(const server_thread&) = delete;
  server_thread& operator=(const server_thread&) = delete;

  /// Closes everything.
  ~server_thread();

  /// Binds and serves; an error when the address is not free.
  http::error_code start();

  /// The port in use, after `start`.
  std::uint16_t port() const noexcept {
    return server_.port();
  }

private:
  boost::asio::io_context loop_{1};
  http::server_counters counters_;
  http::server server_;
  std::thread thread_;
};

} // namespace smokehouse::app
