#include "app/routes.hpp"

#include "app/views/async.hpp"
#include "app/views/burn.hpp"
#include "app/views/index.hpp"
#include "app/views/sync.hpp"

namespace smokehouse::app {

namespace {

using actors::plain_view;
using actors::view_function;
using actors::waiting_view;
using http::request;

view_function burn(const shard_context& at) {
  const auto& config = at.config.burn;
  switch (config.mode) {
  case burn_mode::detached:
    return waiting_view{[=, pool = at.blocking.burn](request rq) {
      return views::burn_some_meats(std::move(rq), pool, config.duration,
                                    at.out);
    }};
  case burn_mode::inside_view:
    return plain_view{[=](const request& rq) {
      return views::burn_inline(rq, config.duration, at.out);
    }};
  }
  return {};
}

/// The longest that the tutorial's blocking work may take, with as much again
/// for its place in the pool's queue.
caf::timespan bound_of(const settings& config) {
  auto ticks = config.tick.interval * static_cast<int>(config.tick.count);
  return 2 * (ticks + config.upstream.request_timeout);
}

} // namespace

std::vector<actors::route> routes(const shard_context& at) {
  auto work = [tick = at.config.tick, url = at.upstream_url,
               limits = at.blocking_upstream,
               out = at.out] { blocking_count(tick, url, limits, out); };
  auto bound = bound_of(at.config);
  std::vector<actors::route> result{
      {"/", "index", plain_view{views::index}},
      {"/async", "async", plain_view{[=](const request& rq) {
         return views::async(rq, at.background, at.system, at.config.tick,
                             at.from, at.out);
       }}},
      {"/sync", "sync", waiting_view{[=](request rq) {
         return views::sync(std::move(rq), at.blocking.sync, work);
       }}},
      {"/smoke_some_meats", "smoke_some_meats", waiting_view{[=](request rq) {
         return views::smoke_some_meats(std::move(rq), at.fetchers,
                                        at.config.smoke.without_flavor, at.out);
       }}},
      {"/burn_some_meats", "burn_some_meats", burn(at)},
      {"/sync_to_async", "sync_to_async", plain_view{[=](const request& rq) {
         return views::sync_to_async(rq, at.background, at.blocking.sync, bound,
                                     work);
       }}},
  };
  result.insert(result.end(), at.inside.begin(), at.inside.end());
  return result;
}

} // namespace smokehouse::app
