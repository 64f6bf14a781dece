#include "app/views/async.hpp"

namespace smokehouse::app::views {

http::response async(const http::request&, const actors::background& background,
                     caf::actor_system& system, const tick_settings& tick,
                     const upstream& from, const console& out) {
  auto progress = std::make_shared<actors::job_progress>(tick.count + 1);
  background.start({"async",
                    [&system, tick, from, out, progress] {
                      return count(system, tick, from, out, progress);
                    },
                    progress});
  return http::text("Non-blocking HTTP request");
}

} // namespace smokehouse::app::views
