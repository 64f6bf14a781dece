#pragma once

#include "actors/route.hpp"
#include "http/server.hpp"
#include "http/server_counters.hpp"

#include <boost/asio/io_context.hpp>
#include <spdlog/logger.h>

#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace smokehouse::app {

/// The listener of `admin.address`: a thread, a loop and a connection limit of
/// its own, so that it answers while the main one is full, or every shard
/// stuck. No actors: its thread calls the views. What it does is not in the
/// figures, which are those of the service.
class admin_listener {
public:
  /// Its connections, at most.
  static constexpr std::size_t max_connections = 64;

  /// @param routes Of plain views, which have to be quick.
  /// @param access Is told of every request's end; may be null.
  admin_listener(std::string address, std::uint16_t port,
                 const std::vector<actors::route>& routes,
                 http::observer* access, std::shared_ptr<spdlog::logger> log);

  admin_listener(const admin_listener&) = delete;
  admin_listener& operator=(const admin_listener&) = delete;

  /// Closes everything.
  ~admin_listener();

  /// Binds and serves; an error when the address is not free.
  http::error_code start();

  /// The port in use, after `start`.
  std::uint16_t port() const noexcept {
    return server_.port();
  }

private:
  http::response answer(const http::request& request) const;
  http::response call(std::uint16_t route, const http::request& request) const;

  actors::route_index index_;
  std::vector<actors::plain_view> views_;
  std::shared_ptr<spdlog::logger> log_;
  boost::asio::io_context loop_{1};
  http::server_counters counters_;
  http::server server_;
  std::thread thread_;
};

} // namespace smokehouse::app
