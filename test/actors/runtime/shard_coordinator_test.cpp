#include "actors/runtime/ask.hpp"
#include "actors/runtime/shard_coordinator.hpp"
#include "actors/runtime/sleep.hpp"
#include "test/actors/runtime/fixture.hpp"

#include <boost/asio/post.hpp>
#include <doctest/doctest.h>

#include <set>
#include <thread>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

/// Posts to an actor from outside until told to stop.
class poster {
public:
  explicit poster(caf::actor target)
      : thread_{[this, target] {
          while (!stop_)
            caf::anon_send(target, caf::ok_atom_v);
        }} {}
  ~poster() {
    stop_ = true;
    thread_.join();
  }

private:
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

caf::behavior busy(caf::stateful_actor<test::host_state>* self) {
  auto wait = [](caf::actor_system& system) -> actors::task<> {
    co_await actors::sleep_for(system, 1h);
  };
  self->state.scope.spawn(wait(self->system()), [](std::exception_ptr) {});
  self->delayed_send(self, 1h, caf::ok_atom_v);
  self->run_delayed(1h, [] {});
  return {[](caf::ok_atom) {}};
}

} // namespace

TEST_CASE("the system starts and stops cleanly 100 times, whatever goes on") {
  for (auto round = 0; round < 100; ++round) {
    test::sharded_system shards;
    std::vector<caf::actor> alive;
    for (auto i = 0; i < 4; ++i)
      alive.push_back(shards.system.spawn(busy));
    auto detached = shards.system.spawn<caf::detached>(
        [] { return caf::behavior{[](caf::ok_atom) {}}; });
    poster outside{alive.front()};
    caf::anon_send(detached, caf::ok_atom_v);
    boost::asio::post(
        actors::shard_coordinator::of(shards.system)->shards()[0]->context(),
        [] {});
    caf::anon_send_exit(detached, caf::exit_reason::user_shutdown);
  }
  CHECK(true);
}

TEST_CASE("there are as many shards as caf.scheduler.max-threads says") {
  for (std::size_t n : {1, 3}) {
    test::sharded_system shards{n};
    auto* coordinator = actors::shard_coordinator::of(shards.system);
    REQUIRE(coordinator);
    CHECK(coordinator->shards().size() == n);
  }
}

TEST_CASE("what a shard's handler wakes runs on that shard") {
  test::sharded_system shards{3};
  auto& all = *actors::shard_coordinator::of(shards.system);
  for (const auto& one : all.shards()) {
    std::promise<actors::shard*> ran_on;
    auto target = shards.system.spawn<caf::lazy_init>([&] {
      return caf::behavior{
          [&](caf::ok_atom) { ran_on.set_value(actors::shard::current()); }};
    });
    boost::asio::post(one->context(), [&] {
      target->enqueue(nullptr, caf::make_message_id(),
                      caf::make_message(caf::ok_atom_v),
                      actors::shard::current());
    });
    CHECK(ran_on.get_future().get() == one.get());
  }
}
