#pragma once

#include "actors/route.hpp"
#include "app/server_thread.hpp"

#include <spdlog/logger.h>

#include <cstdint>
#include <memory>
#include <string>
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

  /// Binds and serves; an error when the address is not free.
  http::error_code start() {
    return server_.start();
  }

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
  server_thread server_;
};

} // namespace smokehouse::app
