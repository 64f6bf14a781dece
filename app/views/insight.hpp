#pragma once

#include "actors/insight/inspector.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// `/stats/map`: who sends to whom, as JSON, or for Graphviz with
/// `?format=dot`; 400 for another format.
http::response stats_map(const http::request& request,
                         const actors::inspector& insight);

/// `/stats/requests`: requests in flight and the slowest of the last minute,
/// and where their time went, as JSON.
http::response stats_requests(const http::request& request,
                              const actors::inspector& insight);

} // namespace smokehouse::app::views
