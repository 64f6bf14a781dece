#include "actors/runtime/ask.hpp"
#include "actors/runtime/coroutine_scope.hpp"
#include "actors/runtime/sleep.hpp"
#include "test/actors/runtime/fixture.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

struct counted {
  explicit counted(std::atomic<int>& n) : count{n} {
    ++count;
  }
  counted(const counted&) = delete;
  ~counted() {
    --count;
  }
  std::atomic<int>& count;
};

caf::behavior silent() {
  return {[](int32_t) { return caf::delegated<int32_t>{}; }};
}

using mute = caf::typed_actor<caf::result<int32_t>(int32_t)>;

/// Spawns an actor with coroutines that wait in three ways for a long time.
caf::actor suspended(caf::actor_system& system, std::atomic<int>& frames) {
  using namespace boost::asio::experimental::awaitable_operators;
  auto nobody = caf::actor_cast<mute>(system.spawn(silent));
  auto by_timer = [&frames](caf::actor_system&) -> actors::task<> {
    counted alive{frames};
    boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor,
                                    1h};
    co_await timer.async_wait(boost::asio::use_awaitable);
  };
  auto by_sleep = [&frames](caf::actor_system& sys) -> actors::task<> {
    counted alive{frames};
    co_await (actors::sleep_for(sys, 1h) || actors::sleep_for(sys, 2h));
  };
  auto by_ask = [&frames, nobody](caf::actor_system&) -> actors::task<> {
    counted alive{frames};
    co_await (actors::ask(nobody, 1h, int32_t{1})
              && actors::ask(nobody, 1h, int32_t{2}));
  };
  return system.spawn([=](caf::stateful_actor<test::host_state>* self) {
    // The coroutines refer to the captures of this behaviour.
    auto ignore = [](std::exception_ptr) {};
    return caf::behavior{
        [=](caf::ok_atom) {
          self->state.scope.spawn(by_timer(self->system()), ignore);
          self->state.scope.spawn(by_sleep(self->system()), ignore);
          self->state.scope.spawn(by_ask(self->system()), ignore);
        },
        [self](caf::get_atom) { return self->state.scope.size(); }};
  });
}

} // namespace

TEST_CASE("a coroutine suspended in an actor that ends is destroyed") {
  std::atomic<int> frames = 0;
  test::sharded_system shards;
  auto target = suspended(shards.system, frames);
  caf::scoped_actor self{shards.system};
  self->send(target, caf::ok_atom_v);
  CHECK(test::eventually([&] { return frames == 3; }));
  self->send_exit(target, caf::exit_reason::user_shutdown);
  self->wait_for(target);
  CHECK(test::eventually([&] { return frames == 0; }));
}

TEST_CASE("coroutines suspended when the system ends are destroyed") {
  std::atomic<int> frames = 0;
  {
    test::sharded_system shards;
    auto target = suspended(shards.system, frames);
    caf::anon_send(target, caf::ok_atom_v);
    CHECK(test::eventually([&] { return frames == 3; }));
  }
  CHECK(frames == 0);
}

TEST_CASE("an actor that nobody refers to ends although it has a scope") {
  test::sharded_system shards;
  auto ended = std::make_shared<std::atomic<bool>>(false);
  shards.system.spawn([ended](caf::stateful_actor<test::host_state>* self) {
    self->attach_functor([ended] { *ended = true; });
    return caf::behavior{[](caf::unit_t) {}};
  });
  CHECK(test::eventually([&] { return ended->load(); }));
}

TEST_CASE("a coroutine's exception reaches its owner, and the actor lives on") {
  test::sharded_system shards;
  std::atomic<int> failures = 0;
  auto fail = []() -> actors::task<> {
    throw std::runtime_error{"burnt"};
    co_return;
  };
  auto target =
      shards.system.spawn([&](caf::stateful_actor<test::host_state>* self) {
        return caf::behavior{[&, self](caf::ok_atom) {
          self->state.scope.spawn(
              fail(), [&](std::exception_ptr e) { failures += e != nullptr; });
        }};
      });
  for (auto i = 0; i < 2; ++i)
    caf::anon_send(target, caf::ok_atom_v);
  CHECK(test::eventually([&] { return failures == 2; }));
}
