#include "app/views/sync.hpp"

#include "actors/time_left.hpp"

namespace smokehouse::app::views {

actors::task<http::response>
sync(http::request request, actors::blocking_pool pool, blocking_work work) {
  co_await pool.run(actors::time_left(request), std::move(work));
  co_return http::text("Blocking HTTP request");
}

http::response sync_to_async(const http::request&,
                             const actors::background& background,
                             const actors::blocking_pool& pool,
                             caf::timespan bound, const blocking_work& work) {
  background.start(
      {"sync_to_async", [pool, bound, work] { return pool.run(bound, work); }});
  return http::text("Non-blocking HTTP request (via sync_to_async)");
}

} // namespace smokehouse::app::views
