#include "actors/runtime/sleep.hpp"

#include "actors/runtime/failed.hpp"
#include "actors/runtime/pending.hpp"
#include "actors/runtime/timeout.hpp"

#include <boost/asio/this_coro.hpp>
#include <caf/sec.hpp>

#include <functional>
#include <memory>

namespace smokehouse::actors {

namespace {

/// Settles the wait; its end without a call means that the shard has ended.
std::function<void()> alarm(std::shared_ptr<pending> wait) {
  auto* raw = wait.get();
  std::shared_ptr<pending> guarded{raw, [wait = std::move(wait)](pending* p) {
                                     p->fail(caf::sec::request_timeout);
                                   }};
  return [guarded = std::move(guarded)] { guarded->settle(nullptr, {}); };
}

} // namespace

task<> sleep_for(caf::actor_system& system, caf::timespan after) {
  auto executor = co_await boost::asio::this_coro::executor;
  auto wait = std::make_shared<pending>(executor);
  timeout bound{system, after, alarm(wait)};
  auto nothing_to_start = [] {};
  auto end = wait_for(wait, nothing_to_start);
  co_await std::move(end);
}

} // namespace smokehouse::actors
