#include "actors/runtime/actor_executor.hpp"
#include "actors/runtime/sleep.hpp"
#include "test/actors/runtime/fixture.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

TEST_CASE("steps of an actor's coroutines never overlap") {
  test::sharded_system shards{4};
  constexpr auto coroutines = 8, steps = 500;
  std::atomic<int> inside = 0, overlaps = 0;
  int total = 0; // not atomic on purpose: TSan sees any overlap
  test::run_in_actor(shards.system, [&](auto*) -> actors::task<> {
    auto executor = co_await boost::asio::this_coro::executor;
    auto running = coroutines;
    auto one = [&]() -> actors::task<> {
      for (auto i = 0; i < steps; ++i) {
        overlaps += inside++ != 0;
        ++total;
        --inside;
        // Leaves through the system context, whose threads are others.
        co_await boost::asio::post(
            boost::asio::system_executor{},
            boost::asio::bind_executor(executor, boost::asio::use_awaitable));
      }
      --running;
    };
    for (auto i = 0; i < coroutines; ++i)
      boost::asio::co_spawn(executor, one(), boost::asio::detached);
    while (running > 0)
      co_await boost::asio::post(executor, boost::asio::use_awaitable);
  });
  CHECK(overlaps == 0);
  CHECK(total == coroutines * steps);
}

TEST_CASE("Asio's own timers work inside an actor") {
  test::sharded_system shards;
  test::run_in_actor(shards.system, [](auto*) -> actors::task<> {
    boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor,
                                    3ms};
    auto start = std::chrono::steady_clock::now();
    co_await timer.async_wait(boost::asio::use_awaitable);
    CHECK(std::chrono::steady_clock::now() - start >= 3ms);
  });
}

TEST_CASE("a step is a message that the actor's metrics count") {
  test::sharded_system shards;
  test::run_in_actor(shards.system, [](auto* self) -> actors::task<> {
    // One more than is checked: the last may not be counted yet.
    for (auto i = 0; i < 11; ++i)
      co_await actors::sleep_for(self->system(), 0s);
  });
  auto* family = shards.system.actor_metric_families().processing_time;
  auto* times = family->get_or_add({{"name", "test.host"}});
  int64_t messages = 0;
  for (auto& bucket : times->buckets())
    messages += bucket.count.value();
  CHECK(messages >= 10);
}

TEST_CASE("what is sent to an actor that has ended is destroyed, not run") {
  test::sharded_system shards;
  auto target = shards.system.spawn([](caf::event_based_actor* self) {
    return caf::behavior{[self](caf::unit_t) { self->quit(); }};
  });
  actors::actor_executor executor{
      caf::actor_cast<caf::strong_actor_ptr>(target)};
  {
    caf::scoped_actor self{shards.system};
    self->send(target, caf::unit);
    self->wait_for(target);
  }
  auto kept = std::make_shared<int>(0);
  executor.execute([kept] { ++*kept; });
  CHECK(test::eventually([&] { return kept.use_count() == 1; }));
  CHECK(*kept == 0);
}
