#pragma once

#include "actors/metrics/hub.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// `/metrics`: the figures in Prometheus' text format.
http::response metrics(const http::request& request, actors::metrics_hub& hub);

} // namespace smokehouse::app::views
