#include "actors/insight/watchdog.hpp"
#include "actors/runtime/system_config.hpp"
#include "actors/types.hpp"

#include <caf/make_message.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

struct fixture {
  fixture() {
    actors::register_message_types();
    names.add(&kind, "view.burn");
    dog.watch(
        actors::watched_shard{&shard, [] { return std::string{"7f01"}; }});
  }

  /// The shard takes up a message.
  void handle() {
    shard.begin(&kind, caf::make_type_id_list<http::request, std::string>());
  }

  void look_after(http::duration time) {
    dog.look(now += time);
  }

  auto blocked() {
    return dog.log().blocked(now);
  }

  const char kind = 0;
  actors::actor_names names;
  actors::readiness state;
  std::vector<actors::incident> begun;
  std::vector<actors::incident> ended;
  actors::watchdog dog{
      {.threshold = 100ms, .unready_after = 1s, .job_limit = 30s},
      names,
      state,
      {[this](auto& what) { begun.push_back(what); },
       [this](auto& what) { ended.push_back(what); }}};
  actors::shard_activity shard;
  http::time_point now{1000s};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "one message for too long is reported at once") {
  handle();
  look_after(0ms);
  look_after(75ms);
  CHECK(begun.empty());
  look_after(25ms);
  REQUIRE(begun.size() == 1);
  CHECK(begun[0].actor == "view.burn");
  CHECK(begun[0].where == actors::incident::place::shard);
  CHECK(begun[0].index == 0);
  CHECK(begun[0].request_id == "7f01");
  CHECK(begun[0].messages == "smokehouse::http::request, std::string");
  CHECK(begun[0].lasted.count() == doctest::Approx(0.1));
  look_after(5s);
  CHECK(begun.size() == 1);
  REQUIRE(blocked().size() == 1);
  CHECK(blocked()[0].lasted.count() == doctest::Approx(5.1));
  CHECK(ended.empty());
}

TEST_CASE_FIXTURE(fixture, "its end is reported, too, and it is remembered") {
  handle();
  look_after(0ms);
  look_after(200ms);
  shard.idle();
  look_after(100ms);
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].lasted.count() == doctest::Approx(0.3));
  CHECK(ended[0].over);
  CHECK(blocked().empty());
  REQUIRE(dog.log().recent(now).size() == 1);
  CHECK(dog.log().recent(now)[0].over);
}

TEST_CASE_FIXTURE(fixture, "many messages are not one") {
  for (int i = 0; i < 100; ++i) {
    handle();
    look_after(90ms);
  }
  CHECK(begun.empty());
  handle();
  look_after(90ms);
  look_after(100ms);
  handle();
  look_after(10ms);
  CHECK(begun.size() == 1);
  CHECK(ended.size() == 1);
}

TEST_CASE_FIXTURE(fixture, "an idle shard is not blocked") {
  look_after(0ms);
  look_after(1h);
  CHECK(begun.empty());
}

TEST_CASE_FIXTURE(fixture, "what goes on and on makes the service not ready") {
  handle();
  look_after(0ms);
  look_after(900ms);
  CHECK(state.ready());
  look_after(100ms);
  CHECK(state.reasons()
        == std::vector<std::string>{"view.burn blocks shard 0"});
  handle();
  look_after(10ms);
  CHECK(state.ready());
}

TEST_CASE("an incident is described for a person") {
  actors::incident one{.where = actors::incident::place::shard,
                       .index = 1,
                       .pool = {},
                       .actor = "view.burn",
                       .messages = "action",
                       .request_id = {},
                       .since = {},
                       .began = {}};
  CHECK(actors::describe(one) == "view.burn (action) on shard 1");
  one.where = actors::incident::place::thread;
  one.pool = "sync";
  one.request_id = "7f";
  CHECK(actors::describe(one)
        == "view.burn (action) on thread 1 of pool sync, request 7f");
}

TEST_CASE_FIXTURE(fixture, "100,000 incidents take the room of 50") {
  for (int i = 0; i < 100'000; ++i) {
    handle();
    look_after(0ms);
    look_after(100ms);
  }
  shard.idle();
  look_after(1ms);
  auto all = dog.log().recent(now);
  CHECK(begun.size() == 100'000);
  CHECK(all.size() == actors::incident_log::most);
  CHECK(all.front().since > all.back().since);
  CHECK(blocked().empty());
}
