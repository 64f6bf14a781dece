#include "app/views/burn.hpp"

#include "actors/time_left.hpp"
#include "app/views/job_name.hpp"

#include <thread>

namespace smokehouse::app::views {

namespace {

http::response burn(caf::timespan duration, const console& out) {
  std::this_thread::sleep_for(duration);
  out.say("Who doesn't love burnt meats?");
  return http::text("Burned some meats.");
}

} // namespace

actors::task<http::response> burn_some_meats(http::request request,
                                             actors::blocking_pool pool,
                                             caf::timespan duration,
                                             console out) {
  auto work = [duration, out] { return burn(duration, out); };
  auto done = pool.run(actors::time_left(request), work, job_name(request));
  co_return co_await std::move(done);
}

http::response burn_inline(const http::request&, caf::timespan duration,
                           const console& out) {
  return burn(duration, out);
}

} // namespace smokehouse::app::views
