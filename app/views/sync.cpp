#include "app/views/sync.hpp"

#include "actors/time_left.hpp"
#include "app/views/job_name.hpp"

namespace smokehouse::app::views {

actors::task<http::response>
sync(http::request request, actors::blocking_pool pool, blocking_work work) {
  auto done =
      pool.run(actors::time_left(request), std::move(work), job_name(request));
  co_await std::move(done);
  co_return http::text("Blocking HTTP request");
}

http::response sync_to_async(const http::request& request,
                             const actors::background& background,
                             const actors::blocking_pool& pool,
                             caf::timespan bound, const blocking_work& work) {
  background.start(
      {"sync_to_async", [pool, bound, work, name = job_name(request)] {
         return pool.run(bound, work, name);
       }});
  return http::text("Non-blocking HTTP request (via sync_to_async)");
}

} // namespace smokehouse::app::views
