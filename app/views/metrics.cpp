#include "app/views/metrics.hpp"

#include "http/media_type.hpp"

namespace smokehouse::app::views {

http::response metrics(const http::request&, actors::metrics_hub& hub) {
  auto result = http::text(hub.prometheus());
  result.content_type = http::media_type::prometheus;
  return result;
}

} // namespace smokehouse::app::views
