#include "actors/error.hpp"
#include "actors/runtime/ask.hpp"
#include "actors/runtime/gather.hpp"
#include "actors/types.hpp"
#include "test/actors/runtime/fixture.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <doctest/doctest.h>

#include <ctime>

using namespace smokehouse;
using namespace std::chrono_literals;
using actors::ask;

namespace {

using adder = caf::typed_actor<caf::result<int32_t>(int32_t, int32_t)>;

adder::behavior_type add() {
  return {[](int32_t a, int32_t b) { return a + b; }};
}

/// Answers only when told to.
using holder = caf::typed_actor<caf::result<int32_t>(int32_t),
                                caf::result<void>(caf::flush_atom)>;

struct holder_state {
  std::vector<std::pair<int32_t, caf::typed_response_promise<int32_t>>> held;
};

holder::behavior_type hold(holder::stateful_pointer<holder_state> self) {
  return {[self](int32_t x) -> caf::result<int32_t> {
            auto promise = self->make_response_promise<int32_t>();
            self->state.held.emplace_back(x, promise);
            return promise;
          },
          [self](caf::flush_atom) {
            for (auto& [x, promise] : self->state.held)
              promise.deliver(x);
            self->state.held.clear();
          }};
}

/// Asks n times at once, has all answered, and returns the CPU time per ask.
double cpu_seconds_per_ask(caf::actor_system& system, std::size_t n) {
  auto target = system.spawn(hold);
  std::atomic<std::size_t> answered = 0;
  auto start = std::clock();
  test::run_in_actor(system, [&](auto* self) -> actors::task<> {
    auto executor = co_await boost::asio::this_coro::executor;
    auto one = [&](int32_t x) -> actors::task<> {
      if (co_await ask(target, 60s, x) == x)
        ++answered;
    };
    for (std::size_t i = 0; i < n; ++i)
      boost::asio::co_spawn(executor, one(static_cast<int32_t>(i)),
                            boost::asio::detached);
    while (answered < n) {
      self->send(target, caf::flush_atom_v);
      co_await boost::asio::post(executor, boost::asio::use_awaitable);
    }
  });
  caf::anon_send_exit(target, caf::exit_reason::user_shutdown);
  return double(std::clock() - start) / CLOCKS_PER_SEC / double(n);
}

} // namespace

TEST_CASE("ask gives the answer of a typed actor") {
  test::sharded_system shards;
  auto target = shards.system.spawn(add);
  test::run_in_actor(shards.system, [target](auto*) -> actors::task<> {
    CHECK(co_await ask(target, 10s, int32_t{20}, int32_t{22}) == 42);
  });
}

TEST_CASE("gathered asks wait at the same time") {
  test::sharded_system shards;
  auto target = shards.system.spawn(hold);
  test::run_in_actor(shards.system, [target](auto* self) -> actors::task<> {
    // Neither is answered before both have been asked.
    self->run_delayed(1ms, [=] { self->send(target, caf::flush_atom_v); });
    auto [a, b] = co_await actors::gather(ask(target, 10s, int32_t{1}),
                                          ask(target, 10s, int32_t{2}));
    CHECK(a == 1);
    CHECK(b == 2);
  });
}

TEST_CASE("of gathered asks the one that fails first tells the reason") {
  test::sharded_system shards;
  auto slow = shards.system.spawn(hold);
  auto failing = shards.system.spawn([]() -> adder::behavior_type {
    return {[](int32_t, int32_t) -> caf::result<int32_t> {
      return caf::make_error(caf::sec::invalid_argument);
    }};
  });
  test::run_in_actor(shards.system, [=](auto*) -> actors::task<> {
    try {
      co_await actors::gather(ask(slow, 60s, int32_t{1}),
                              ask(failing, 60s, int32_t{1}, int32_t{1}));
      FAIL("no exception");
    } catch (const actors::failed& e) {
      CHECK(e.reason() == caf::sec::invalid_argument);
    }
  });
}

TEST_CASE("ask fails with request_timeout when no answer comes") {
  test::sharded_system shards;
  auto target = shards.system.spawn(hold);
  test::run_in_actor(shards.system, [target](auto*) -> actors::task<> {
    try {
      co_await ask(target, 5ms, int32_t{1});
      FAIL("no exception");
    } catch (const actors::failed& e) {
      CHECK(e.reason() == caf::sec::request_timeout);
    }
  });
}

TEST_CASE("ask fails with the error that the receiver answers") {
  test::sharded_system shards;
  auto target = shards.system.spawn([]() -> adder::behavior_type {
    return {[](int32_t, int32_t) -> caf::result<int32_t> {
      return caf::make_error(caf::sec::invalid_argument);
    }};
  });
  test::run_in_actor(shards.system, [target](auto*) -> actors::task<> {
    try {
      co_await ask(target, 10s, int32_t{1}, int32_t{1});
      FAIL("no exception");
    } catch (const actors::failed& e) {
      CHECK(e.reason() == caf::sec::invalid_argument);
    }
  });
}

TEST_CASE("ask fails at once when the receiver has ended") {
  test::sharded_system shards;
  auto target = shards.system.spawn(add);
  {
    caf::scoped_actor self{shards.system};
    self->send_exit(target, caf::exit_reason::kill);
    self->wait_for(target);
  }
  test::run_in_actor(shards.system, [target](auto*) -> actors::task<> {
    try {
      co_await ask(target, 60s, int32_t{1}, int32_t{1});
      FAIL("no exception");
    } catch (const actors::failed& e) {
      CHECK(e.reason() == caf::sec::request_receiver_down);
    }
  });
}

TEST_CASE("ask is told that there is nobody to be asked") {
  test::sharded_system shards;
  test::run_in_actor(shards.system, [](auto*) -> actors::task<> {
    try {
      co_await ask(adder{}, 60s, int32_t{1}, int32_t{1});
      FAIL("no exception");
    } catch (const actors::failed& e) {
      CHECK(e.reason() == actors::error::unavailable);
    }
  });
}

TEST_CASE("a cancelled ask ends at once and takes its late answer nowhere") {
  using namespace boost::asio::experimental::awaitable_operators;
  test::sharded_system shards;
  auto slow = shards.system.spawn(hold);
  auto quick = shards.system.spawn(add);
  test::run_in_actor(shards.system, [=](auto* self) -> actors::task<> {
    auto winner = co_await (ask(slow, 60s, int32_t{1})
                            || ask(quick, 60s, int32_t{2}, int32_t{3}));
    CHECK(winner.index() == 1);
    CHECK(std::get<1>(winner) == 5);
    self->send(slow, caf::flush_atom_v);
    CHECK(co_await ask(quick, 60s, int32_t{1}, int32_t{1}) == 2);
  });
}

TEST_CASE("10,000 outstanding asks cost no more each than 10 do") {
  test::sharded_system shards{1};
  cpu_seconds_per_ask(shards.system, 1000); // warm up
  double few = 0;
  for (auto i = 0; i < 100; ++i)
    few += cpu_seconds_per_ask(shards.system, 10) / 100;
  auto many = cpu_seconds_per_ask(shards.system, 10000);
  MESSAGE("CPU per ask: ", few * 1e6, " us of 10, ", many * 1e6,
          " us of 10,000");
  // A table searched for each answer would make it hundreds of times as much.
  CHECK(many < 5 * few);
}
