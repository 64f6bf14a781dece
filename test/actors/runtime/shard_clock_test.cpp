#include "actors/runtime/shard_clock.hpp"
#include "test/actors/runtime/fixture.hpp"

#include <doctest/doctest.h>

#include <mutex>

using namespace smokehouse;
using namespace std::chrono_literals;

TEST_CASE("actions fire in the order of their times and not before them") {
  test::sharded_system shards{1};
  auto& clock = shards.system.clock();
  std::mutex mutex;
  std::vector<int> fired;
  std::atomic<int> early = 0;
  auto start = clock.now();
  for (int i : {7, 2, 9, 4, 1, 8, 3, 6, 5}) {
    auto due = start + i * 3ms;
    clock.schedule(due, caf::make_action([&, i, due] {
                     early += clock.now() < due;
                     std::unique_lock guard{mutex};
                     fired.push_back(i);
                   }));
  }
  CHECK(test::eventually([&] {
    std::unique_lock guard{mutex};
    return fired.size() == 9;
  }));
  CHECK(early == 0);
  CHECK(std::is_sorted(fired.begin(), fired.end()));
}

TEST_CASE("a periodic action runs until it is disposed") {
  test::sharded_system shards;
  auto& clock = shards.system.clock();
  auto runs = std::make_shared<std::atomic<int>>(0);
  caf::action tick = caf::make_action([runs] { ++*runs; });
  // A periodic action has to be made ready again by whoever owns it.
  auto again = std::make_shared<caf::action>(tick);
  auto handle =
      clock.schedule_periodically(clock.now(), caf::make_action([again] {
                                    again->run();
                                    again->reschedule();
                                  }),
                                  0ms);
  CHECK(test::eventually([&] { return *runs == 1; }));
  handle.dispose();
}

TEST_CASE("a disposed action does not run") {
  test::sharded_system shards{1};
  auto& clock = shards.system.clock();
  std::atomic<bool> wrong = false, last = false;
  auto handle = clock.schedule(clock.now() + 20ms,
                               caf::make_action([&] { wrong = true; }));
  handle.dispose();
  clock.schedule(clock.now() + 25ms, caf::make_action([&] { last = true; }));
  CHECK(test::eventually([&] { return last.load(); }));
  CHECK(!wrong);
}
