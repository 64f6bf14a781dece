#pragma once

#include "actors/metrics/hub.hpp"
#include "actors/metrics/service_info.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// `/admin/`: the figures as a page for people: the service, its routes, its
/// actors, its pools of threads. Without scripts, the same for everybody.
http::response admin(const http::request& request, actors::metrics_hub& hub,
                     const actors::service_info_source& service);

} // namespace smokehouse::app::views
