#pragma once

#include "actors/metrics/live_feed.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// `/stats/stream`: the figures as Server-Sent Events, once a second for as
/// long as the client reads. 503 when too many do.
http::response stats_stream(const http::request& request,
                            actors::live_feed& live);

} // namespace smokehouse::app::views
