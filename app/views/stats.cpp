#include "app/views/stats.hpp"

#include "actors/metrics/stats_json.hpp"

namespace smokehouse::app::views {

http::response stats(const http::request&, actors::metrics_hub& hub,
                     const actors::service_info_source& service) {
  return http::json(actors::stats_json(hub.stats(), service.read()));
}

} // namespace smokehouse::app::views
