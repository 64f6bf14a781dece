#pragma once

#include "http/server.hpp"
#include "http/server_counters.hpp"

#include <boost/asio/io_context.hpp>

#include <string>
#include <thread>

namespace smokehouse::app {

/// What `upstream.url = "embedded"` stands for: a small stand-in for httpbin on
/// a loopback port of its own thread, so that everything runs with no network.
/// Answers `GET /` with a page, `GET /get` with the request as JSON, and
/// `GET /status/N` with that status; else 404.
class embedded_upstream {
public:
  embedded_upstream();

  embedded_upstream(const embedded_upstream&) = delete;
  embedded_upstream& operator=(const embedded_upstream&) = delete;

  ~embedded_upstream();

  /// Binds a free port and serves; an error when there is none.
  http::error_code start();

  /// `http://127.0.0.1:PORT/`, after `start`.
  std::string url() const;

private:
  boost::asio::io_context loop_{1};
  http::server_counters counters_;
  http::server server_;
  std::thread thread_;
};

} // namespace smokehouse::app
