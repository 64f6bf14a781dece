#include "actors/background.hpp"
#include "actors/error.hpp"
#include "actors/runtime/failed.hpp"
#include "actors/runtime/sleep.hpp"
#include "test/actors/deterministic.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

struct fixture : test::deterministic {
  void start(std::string name, std::function<actors::task<>()> what) {
    background.start({std::move(name), std::move(what)});
    run();
  }

  void sleeping(std::string name, caf::timespan time) {
    start(std::move(name),
          [this, time] { return actors::sleep_for(system, time); });
  }

  std::shared_ptr<actors::background_list> list =
      std::make_shared<actors::background_list>();
  actors::background background{system, list};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "a job is listed by name until it is done") {
  sleeping("slow", 2s);
  REQUIRE(list->running().size() == 1);
  CHECK(list->running()[0].name == "slow");
  advance(2s);
  CHECK(list->running().empty());
  CHECK(list->count().done == 1);
}

TEST_CASE_FIXTURE(fixture, "a job that throws counts as failed") {
  start("burnt", []() -> actors::task<> {
    throw std::runtime_error{"burnt"};
    co_return;
  });
  CHECK(list->count().failed == 1);
  CHECK(list->count().running == 0);
}

TEST_CASE_FIXTURE(fixture, "what is stopped before its end counts as dropped") {
  sleeping("slow", 1h);
  background.stop();
  run();
  CHECK(list->count().dropped == 1);
  CHECK(list->count().running == 0);
}

TEST_CASE_FIXTURE(fixture, "a job that comes after the end counts as dropped") {
  background.stop();
  run();
  sleeping("late", 1s);
  CHECK(list->count().dropped == 1);
}

TEST_CASE_FIXTURE(fixture, "beyond their bound jobs are refused, for a while") {
  auto most = std::make_shared<actors::background_list>(2);
  most->begin("a");
  const auto last = most->begin("b");
  try {
    most->begin("c");
    FAIL("there is no place");
  } catch (const actors::failed& refused) {
    CHECK(refused.reason() == actors::error::overloaded);
    CHECK(actors::retry_after(refused.reason()) >= 1s);
  }
  CHECK(most->count().running == 2);
  CHECK(most->count().rejected == 1);
  most->finish(last, actors::background_list::end::done);
  CHECK_NOTHROW(most->begin("d"));
}

TEST_CASE_FIXTURE(fixture, "whoever waits for the last job's end is told") {
  auto told = 0;
  list->when_empty([&] { ++told; });
  CHECK(told == 1);
  sleeping("slow", 2s);
  list->when_empty([&] { ++told; });
  CHECK(told == 1);
  advance(2s);
  CHECK(told == 2);
}
