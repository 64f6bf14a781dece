#include "http/timeline.hpp"

#include <doctest/doctest.h>

#include <map>
#include <thread>

using namespace smokehouse::http;
using namespace std::chrono_literals;

namespace {

constexpr time_point start{1000s};

struct fixture {
  fixture() {
    line.begin(start, start);
  }

  std::map<std::string, duration> shares(time_point now) const {
    std::map<std::string, duration> result;
    for (const auto& part : line.parts(now))
      result[std::string{part.name}] = part.share;
    return result;
  }

  duration whole(time_point now) const {
    duration result{};
    for (const auto& part : line.parts(now))
      result += part.share;
    return result;
  }

  duration took(std::string_view name, time_point now) const {
    for (const auto& part : line.parts(now))
      if (part.name == name)
        return part.took;
    return {};
  }

  /// Through the front to its view, which begins after 10 ms.
  void enter() {
    line.enter_front(start + 4ms);
    line.leave_front();
    line.enter(start + 7ms, start + 10ms);
  }

  timeline line;
};

using expected = std::map<std::string, duration>;

} // namespace

TEST_CASE_FIXTURE(fixture, "a request that nobody has looked at waits") {
  CHECK(line.waits_for() == "mailbox");
  CHECK(shares(start + 5ms) == expected{{"mailbox", 5ms}});
  line.enter_front(start + 6ms);
  CHECK(line.waits_for() == "front");
  CHECK(shares(start + 9ms) == expected{{"front", 3ms}, {"mailbox", 6ms}});
}

TEST_CASE_FIXTURE(fixture, "the parts of a plain request are its whole time") {
  enter();
  CHECK(line.waits_for() == "handling");
  CHECK(line.is_running());
  line.end(start + 15ms);
  CHECK(line.waits_for() == "write");
  CHECK_FALSE(line.is_running());
  CHECK(
      shares(start + 16ms)
      == expected{
          {"front", 3ms}, {"mailbox", 7ms}, {"handling", 5ms}, {"write", 1ms}});
}

TEST_CASE_FIXTURE(fixture, "a front that answers itself") {
  line.enter_front(start + 2ms);
  line.end(start + 5ms);
  CHECK(shares(start + 5ms) == expected{{"mailbox", 2ms}, {"front", 3ms}});
}

TEST_CASE_FIXTURE(fixture, "who is asked at the same time is told apart") {
  enter();
  line.begin_join(start + 12ms);
  auto slow = line.begin_ask("fetcher.smokables", start + 12ms);
  auto quick = line.begin_ask("fetcher.flavor", start + 12ms);
  line.pause(start + 13ms);
  CHECK(line.waits_for() == "fetcher.smokables, fetcher.flavor");
  line.enter(start + 113ms, start + 113ms);
  line.end_ask(quick, start + 112ms);
  line.pause(start + 114ms);
  CHECK(line.waits_for() == "fetcher.smokables");
  line.enter(start + 214ms, start + 214ms);
  line.end_ask(slow, start + 212ms);
  line.end_join(start + 215ms);
  line.end(start + 217ms);
  CHECK(shares(start + 217ms)
        == expected{{"front", 3ms},
                    {"mailbox", 7ms},
                    {"handling", 4ms},
                    {"fetcher.flavor", 100ms},
                    {"fetcher.smokables", 100ms},
                    {"join", 3ms}});
  CHECK(took("fetcher.flavor", start + 217ms) == 100ms);
  CHECK(took("fetcher.smokables", start + 217ms) == 200ms);
}

TEST_CASE_FIXTURE(fixture, "one that is asked alone, and a timer") {
  enter();
  auto pool = line.begin_ask("pool.burn", start + 11ms);
  line.pause(start + 12ms);
  line.enter(start + 50ms, start + 50ms);
  line.end_ask(pool, start + 48ms);
  line.pause(start + 51ms);
  CHECK(line.waits_for() == "waiting");
  line.enter(start + 61ms, start + 61ms);
  line.end(start + 62ms);
  CHECK(shares(start + 62ms)
        == expected{{"front", 3ms},
                    {"mailbox", 9ms},
                    {"handling", 3ms},
                    {"pool.burn", 37ms},
                    {"waiting", 10ms}});
}

TEST_CASE_FIXTURE(fixture, "the parts are the whole time at any moment") {
  auto check = [&](duration when) {
    CAPTURE(when.count());
    CHECK(whole(start + when) == when);
  };
  check(1ms);
  enter();
  check(11ms);
  line.begin_join(start + 11ms);
  auto one = line.begin_ask("one", start + 11ms);
  check(12ms);
  line.pause(start + 12ms);
  check(20ms);
  line.enter(start + 22ms, start + 22ms);
  line.end_ask(one, start + 21ms);
  check(22ms);
  line.pause(start + 23ms);
  check(24ms);
  line.enter(start + 25ms, start + 25ms);
  line.end_join(start + 25ms);
  check(25ms);
  line.end(start + 26ms);
  check(27ms);
}

TEST_CASE_FIXTURE(fixture, "an answer in place of who is still asked") {
  enter();
  auto late = line.begin_ask("fetcher.flavor", start + 11ms);
  line.pause(start + 12ms);
  line.end(start + 40ms); // a deadline
  const expected then = {{"front", 3ms},
                         {"mailbox", 7ms},
                         {"handling", 1ms},
                         {"fetcher.flavor", 29ms},
                         {"write", 2ms}};
  CHECK(shares(start + 42ms) == then);
  // What is told later does not count.
  line.enter(start + 41ms, start + 41ms);
  line.end_ask(late, start + 41ms);
  line.pause(start + 42ms);
  line.end(start + 42ms);
  CHECK(shares(start + 42ms) == then);
  CHECK(line.waits_for() == "write");
}

TEST_CASE_FIXTURE(fixture, "between front and view it is in a mailbox") {
  line.enter_front(start + 1ms);
  line.leave_front();
  CHECK(line.waits_for() == "mailbox");
  CHECK(shares(start + 6ms) == expected{{"mailbox", 6ms}});
  line.enter(start + 2ms, start + 5ms);
  CHECK(shares(start + 6ms)
        == expected{{"mailbox", 4ms}, {"front", 1ms}, {"handling", 1ms}});
}

TEST_CASE("what the client takes to send it is its own part") {
  timeline line;
  line.begin(start, start + 9ms);
  line.end(start + 9ms); // refused
  auto parts = line.parts(start + 10ms);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].name == "read");
  CHECK(parts[0].share == 9ms);
  CHECK(parts[1].name == "write");
}

TEST_CASE_FIXTURE(fixture, "an answer that comes from elsewhere") {
  enter();
  line.pause(start + 12ms);
  line.end(start + 15ms);
  CHECK(shares(start + 15ms)
        == expected{{"front", 3ms},
                    {"mailbox", 7ms},
                    {"handling", 2ms},
                    {"waiting", 3ms}});
}

TEST_CASE("a deadline and a view that tell at the same time") {
  for (int i = 0; i < 200; ++i) {
    timeline line;
    line.begin(start, start);
    line.enter(start, start);
    std::thread view{[&] {
      line.pause(start + 1ms);
      line.enter(start + 2ms, start + 2ms);
      line.pause(start + 3ms);
    }};
    line.end(start + 3ms);
    CHECK(line.parts(start + 4ms).size() >= 1);
    view.join();
    CHECK(line.ended());
  }
}

TEST_CASE_FIXTURE(fixture, "beyond so many nobody is told apart") {
  enter();
  auto now = start + 10ms;
  for (std::size_t i = 0; i < 2 * timeline::most_asked; ++i) {
    auto number = line.begin_ask("somebody", now);
    line.end_ask(number, now += 1ms);
  }
  line.end(now);
  CHECK(line.parts(now).size() == 3 + timeline::most_asked);
  CHECK(whole(now) == now - start);
}
