#pragma once

#include "app/server_thread.hpp"

#include <string>

namespace smokehouse::app {

/// What `upstream.url = "embedded"` stands for: a small stand-in for httpbin on
/// a loopback port of its own thread, so that everything runs with no network.
/// Answers `GET /` with a page, `GET /get` with the request as JSON, and
/// `GET /status/N` with that status; else 404.
class embedded_upstream {
public:
  embedded_upstream();

  /// Binds a free port and serves; an error when there is none.
  http::error_code start() {
    return server_.start();
  }

  /// `http://127.0.0.1:PORT/`, after `start`.
  std::string url() const;

private:
  server_thread server_;
};

} // namespace smokehouse::app
