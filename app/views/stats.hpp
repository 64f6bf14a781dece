#pragma once

#include "actors/metrics/hub.hpp"
#include "actors/metrics/service_info.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// `/stats`: every figure of the service as JSON.
http::response stats(const http::request& request, actors::metrics_hub& hub,
                     const actors::service_info_source& service);

} // namespace smokehouse::app::views
