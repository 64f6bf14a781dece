#include "actors/blocking_pool.hpp"
#include "actors/error.hpp"
#include "actors/runtime/shard.hpp"
#include "actors/types.hpp"
#include "test/actors/runtime/fixture.hpp"

#include <doctest/doctest.h>

#include <latch>
#include <thread>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

struct fixture : test::sharded_system {
  ~fixture() {
    pool.stop();
    gate.count_down();
  }

  /// Starts a job that holds its thread until the test ends.
  void hold() {
    auto blocked = [this](auto*) -> actors::task<> {
      return pool.run(60s, [this] { gate.wait(); });
    };
    holders.push_back(system.spawn(test::run_once, test::work{blocked},
                                   std::make_shared<std::promise<void>>()));
  }

  bool wait_for_load(std::size_t busy, std::size_t queued) {
    return test::eventually([&] {
      return pool.load().busy() == busy && pool.load().queued == queued;
    });
  }

  std::latch gate{1};
  std::vector<caf::actor> holders;
  actors::blocking_pool pool{system, "test", 2, 1};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "a job runs on a thread that is no shard's") {
  test::run_in_actor(system, [this](auto*) -> actors::task<> {
    auto on = co_await pool.run(60s, [] { return actors::shard::current(); });
    CHECK(on == nullptr);
  });
}

TEST_CASE_FIXTURE(fixture, "beyond threads and queue a job is refused") {
  hold();
  hold();
  CHECK(wait_for_load(2, 0));
  hold();
  CHECK(wait_for_load(2, 1));
  test::run_in_actor(system, [this](auto*) -> actors::task<> {
    try {
      co_await pool.run(60s, [] {});
      FAIL("no exception");
    } catch (const actors::failed& e) {
      CHECK(e.reason() == actors::error::overloaded);
    }
  });
  CHECK(pool.load().rejected == 1);
  CHECK(pool.load().threads == 2);
  CHECK(pool.load().oldest() > 0s);
}

TEST_CASE_FIXTURE(fixture, "what a job throws is the error of its asker") {
  test::run_in_actor(system, [this](auto*) -> actors::task<> {
    try {
      co_await pool.run(60s, [] { throw std::runtime_error{"burnt"}; });
      FAIL("no exception");
    } catch (const actors::failed& e) {
      CHECK(e.reason() == actors::error::bug);
    }
  });
  CHECK(wait_for_load(0, 0));
}

TEST_CASE_FIXTURE(fixture, "a thread is used again for the next job") {
  test::run_in_actor(system, [this](auto*) -> actors::task<> {
    for (auto i = 0; i < 5; ++i) {
      co_await pool.run(60s, [] {});
      while (pool.load().busy() > 0)
        std::this_thread::yield();
    }
  });
  CHECK(pool.load().threads == 1);
}

TEST_CASE_FIXTURE(fixture,
                  "a job that nobody waits for any more never begins") {
  hold();
  hold();
  CHECK(wait_for_load(2, 0));
  std::atomic<bool> began = false;
  test::run_in_actor(system, [&](auto*) -> actors::task<> {
    try {
      co_await pool.run(1ms, [&] { began = true; });
      FAIL("no exception");
    } catch (const actors::failed& e) {
      CHECK(e.reason() == caf::sec::request_timeout);
    }
  });
  // Its place goes to the next, though both threads are still busy.
  hold();
  CHECK(test::eventually([&] { return pool.load().skipped == 1; }));
  CHECK(wait_for_load(2, 1));
  CHECK(pool.load().rejected == 0);
  CHECK_FALSE(began);
}
