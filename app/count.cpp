#include "app/count.hpp"

#include "actors/runtime/sleep.hpp"
#include "http/blocking_get.hpp"

#include <string>
#include <thread>

namespace smokehouse::app {

namespace {

http::client_response blocking_ask(const http::url& from,
                                   const http::client_settings& limits) {
  try {
    return http::blocking_get(from, limits, traced());
  } catch (...) {
    rethrow(limits.breaker.get());
  }
}

} // namespace

actors::task<> count(caf::actor_system& system, tick_settings tick,
                     upstream from, console out,
                     std::shared_ptr<actors::job_progress> progress) {
  for (std::size_t i = 1; i <= tick.count; ++i) {
    co_await actors::sleep_for(system, tick.interval);
    out.say(std::to_string(i));
    progress->step();
  }
  try {
    auto asked = from->get("", traced());
    auto answer = co_await std::move(asked);
    progress->step();
    out.say(response_line(answer));
    check(answer);
  } catch (...) {
    rethrow(*from);
  }
}

void blocking_count(const tick_settings& tick, const http::url& from,
                    const http::client_settings& limits, const console& out) {
  for (std::size_t i = 1; i <= tick.count; ++i) {
    std::this_thread::sleep_for(tick.interval);
    out.say(std::to_string(i));
  }
  auto answer = blocking_ask(from, limits);
  out.say(response_line(answer));
  check(answer);
}

} // namespace smokehouse::app
