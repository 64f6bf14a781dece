#pragma once

#include "actors/readiness.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// `/healthz`: the process is alive, that it answers says so.
http::response healthz(const http::request& request);

/// `/readyz`: whether to send requests here. 200, or 503 with the member
/// `reasons` in the RFC 9457 error.
http::response readyz(const http::request& request,
                      const actors::readiness& state);

} // namespace smokehouse::app::views
