#include "app/views/async.hpp"

namespace smokehouse::app::views {

http::response async(const http::request&, const actors::background& background,
                     caf::actor_system& system, const tick_settings& tick,
                     const upstream& from, const console& out) {
  background.start({"async", [&system, tick, from, out] {
                      return count(system, tick, from, out);
                    }});
  return http::text("Non-blocking HTTP request");
}

} // namespace smokehouse::app::views
