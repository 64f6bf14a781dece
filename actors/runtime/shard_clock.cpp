#include "actors/runtime/shard_clock.hpp"

#include "actors/runtime/shard_coordinator.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/steady_timer.hpp>
#include <caf/action.hpp>
#include <caf/disposable.hpp>

#include <memory>

namespace smokehouse::actors {

namespace {

using time_point = caf::actor_clock::time_point;
using duration = caf::actor_clock::duration_type;

struct entry {
  entry(boost::asio::io_context& loop, time_point due, caf::action what,
        duration between)
      : timer(loop, due), action(std::move(what)), period(between) {}

  boost::asio::steady_timer timer;
  caf::action action;
  duration period;
};

void arm(std::shared_ptr<entry> next);

void fire(std::shared_ptr<entry> due) {
  auto ran = due->action.run() == caf::action::transition::success;
  if (!ran || due->period.count() <= 0)
    return;
  // A loop that was held up skips the runs it missed.
  auto next = due->timer.expiry() + due->period;
  for (auto now = time_point::clock::now(); next <= now;)
    next += due->period;
  due->timer.expires_at(next);
  arm(std::move(due));
}

void arm(std::shared_ptr<entry> next) {
  auto& timer = next->timer;
  timer.async_wait([next = std::move(next)](auto error) mutable {
    if (!error)
      fire(std::move(next));
  });
}

} // namespace

caf::disposable shard_clock::schedule_periodically(time_point first_run,
                                                   caf::action f,
                                                   duration_type period) {
  auto& loop = coordinator_.local_or_next().context();
  auto handle = f.as_disposable();
  auto next = std::make_shared<entry>(loop, first_run, std::move(f), period);
  boost::asio::dispatch(
      loop, [next = std::move(next)]() mutable { arm(std::move(next)); });
  return handle;
}

} // namespace smokehouse::actors
