#include "app/views/live.hpp"

#include "http/media_type.hpp"

namespace smokehouse::app::views {

http::response stats_stream(const http::request& request,
                            actors::live_feed& live) {
  auto stream = live.subscribe();
  if (!stream) {
    auto full = http::problem(http::status::service_unavailable,
                              "Too many read the live figures.", request);
    full.headers.push_back({"Retry-After", "5"});
    full.shed = true;
    return full;
  }
  http::response result;
  result.content_type = http::media_type::event_stream;
  result.headers.push_back({"Cache-Control", "no-store"});
  // A proxy that collects an answer before it passes it on would show nothing.
  result.headers.push_back({"X-Accel-Buffering", "no"});
  result.stream = std::move(stream);
  return result;
}

} // namespace smokehouse::app::views
