// Beyond a limit: 503 at once, with the time that it then takes.
#include "test/support/eventually.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/upstream_script.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <deque>
#include <thread>

using namespace smokehouse::test;
using namespace std::chrono_literals;

namespace {

const options slow = {"--caf.scheduler.max-threads=2",
                      "--smoke.flavor-delay=0s", "--smoke.smokables-delay=2s"};

double retry_after(raw_answer answer) {
  REQUIRE(answer.status == 503);
  CHECK(answer.fields["content-type"] == "application/problem+json");
  return std::stod(answer.fields.at("retry-after"));
}

/// What a request takes has to be known, and its place to be free again.
void learn(service& smokehouse) {
  CHECK(smokehouse.get("/smoke_some_meats/").status == 200);
  REQUIRE(smokehouse.shows([](auto& stats) { return in_flight(stats) == 0; }));
}

bool within_twice(double told, double took) {
  CAPTURE(told);
  CAPTURE(took);
  return told <= 2 * took && took <= 2 * told;
}

} // namespace

TEST_CASE("beyond max-in-flight it is 503 at once, and told for how long") {
  service smokehouse(slow + options{"--http.max-in-flight=4"});
  learn(smokehouse);
  stopwatch since;
  auto held = smokehouse.ask(4, "/smoke_some_meats/");
  REQUIRE(smokehouse.shows([](auto& stats) { return in_flight(stats) == 4; }));
  const auto told = retry_after(smokehouse.get("/"));
  for (std::string path : {"/healthz", "/readyz", "/stats", "/metrics"})
    CHECK(smokehouse.get(path).status == 200);
  for (auto& one : held)
    CHECK(one->read_answer().status == 200);
  CHECK(within_twice(told, since.elapsed()));
  CHECK(smokehouse.get("/").status == 200);
  CHECK(smokehouse.shows([](auto& stats) {
    return count(stats, "/http/refused/in_flight") == 1
           && count(stats, "/http/requests/shed") == 1 && adds_up(stats);
  }));
}

TEST_CASE("a route that is full leaves room for the others") {
  service smokehouse(slow + options{"--http.max-in-flight-per-route=2"});
  learn(smokehouse);
  stopwatch since;
  auto held = smokehouse.ask(2, "/smoke_some_meats/");
  REQUIRE(smokehouse.shows([](auto& stats) { return in_flight(stats) == 2; }));
  const auto told = retry_after(smokehouse.get("/smoke_some_meats/"));
  CHECK(smokehouse.get("/").status == 200);
  for (auto& one : held)
    CHECK(one->read_answer().status == 200);
  CHECK(within_twice(told, since.elapsed()));
  CHECK(smokehouse.get("/smoke_some_meats/").status == 200);
  CHECK(count(smokehouse.stats(), "/http/refused/route") == 1);
}

TEST_CASE("a full pool tells how long its queue takes") {
  service smokehouse(quick()
                     + options{"--blocking.threads=2", "--blocking.queue=4",
                               "--burn.duration=1s"});
  CHECK(smokehouse.get("/burn_some_meats/").status == 200);
  stopwatch since;
  auto held = smokehouse.ask(6, "/burn_some_meats/");
  REQUIRE(smokehouse.shows([](auto& stats) {
    return count(entry(stats, "/blocking", "pool", "burn"), "/queued") == 4;
  }));
  const auto told = retry_after(smokehouse.get("/burn_some_meats/"));
  for (auto& one : held)
    CHECK(one->read_answer().status == 200);
  CHECK(within_twice(told, since.elapsed()));
}

TEST_CASE("a full line for the upstream tells how long it is") {
  scripted_peer upstream(after(500ms, answer("smoke")));
  service smokehouse(
      with_upstream(upstream.url(), {"--caf.scheduler.max-threads=1",
                                     "--upstream.max-connections=1",
                                     "--upstream.request-timeout=8s"}));
  CHECK(smokehouse.get("/smoke_some_meats/").status == 200);
  // Of half a second each, eight calls may be in line for half of their time.
  stopwatch since;
  auto held = smokehouse.ask(4, "/smoke_some_meats/");
  REQUIRE(smokehouse.shows([](auto& stats) {
    return count(stats, "/upstreams/0/requests") == 2 + 8;
  }));
  auto refused = smokehouse.ask(4, "/smoke_some_meats/");
  const auto told = retry_after(refused.back()->read_answer());
  for (auto& one : held)
    CHECK(one->read_answer().status == 200);
  CHECK(within_twice(told, since.elapsed()));
}

TEST_CASE("as many background jobs as may be are told how long they take") {
  service smokehouse({"--background.max-jobs=2", "--tick.count=1",
                      "--tick.interval=2s", "--blocking.threads=1"});
  auto running = [&](int jobs) {
    return smokehouse.shows([=](auto& stats) {
      return count(stats, "/background/running") == jobs;
    });
  };
  CHECK(smokehouse.get("/async/").status == 200);
  REQUIRE(running(0));
  stopwatch since;
  for (auto i = 0; i < 2; ++i)
    CHECK(smokehouse.get("/async/").status == 200);
  const auto told = retry_after(smokehouse.get("/async/"));
  CHECK(smokehouse.get("/sync_to_async/").status == 503);
  CHECK(smokehouse.get("/").status == 200);
  REQUIRE(running(0));
  CHECK(within_twice(told, since.elapsed()));
  CHECK(smokehouse.get("/async/").status == 200);
  CHECK(count(smokehouse.stats(), "/background/rejected") == 2);
}

TEST_CASE("too many connections are told how long one is open") {
  service smokehouse(
      quick() + options{"--http.max-connections=2", "--http.idle-timeout=2s"});
  {
    // This one shows how long.
    auto one = smokehouse.ask("/");
    one->read_answer();
    CHECK(one->at_end());
  }
  stopwatch since;
  auto held = smokehouse.ask(2, "/");
  for (auto& one : held)
    CHECK(one->read_answer().status == 200);
  const auto told = retry_after(smokehouse.get("/"));
  for (auto& one : held)
    CHECK(one->at_end());
  CHECK(within_twice(told, since.elapsed()));
}

TEST_CASE("offered ten times what it can do it goes on doing that") {
  // 4 places of 100 ms each are 40 requests a second; 400 a second come, each
  // on a connection of its own, whether or not those before are answered.
  service smokehouse(
      quick()
      + options{"--http.max-in-flight=4", "--smoke.smokables-delay=100ms"});
  constexpr int offered = 800;
  int good = 0;
  int refused = 0;
  std::deque<service::client> waiting;
  auto take_first = [&] {
    const auto status = waiting.front()->read_answer().status;
    CHECK((status == 200 || status == 503));
    ++(status == 200 ? good : refused);
    waiting.pop_front();
  };
  auto next = std::chrono::steady_clock::now();
  for (int i = 0; i < offered; ++i) {
    std::this_thread::sleep_until(next += 2500us);
    waiting.push_back(smokehouse.ask("/smoke_some_meats/"));
    while (!waiting.empty() && answered(waiting.front()))
      take_first();
    if (i % 100 == 0)
      for (auto* path : {"/healthz", "/readyz", "/stats"})
        CHECK(smokehouse.get(path).status == 200);
  }
  while (!waiting.empty())
    take_first();
  // Half of what two seconds have places for: the machine may be busy.
  CHECK(good >= 40);
  CHECK(refused > good);
  CHECK(smokehouse.get("/smoke_some_meats/").status == 200);
  CHECK(smokehouse.shows([&](auto& stats) {
    return count(stats, "/http/requests/shed") == refused && adds_up(stats)
           && in_flight(stats) == 0;
  }));
}

TEST_CASE("who is refused before anything was done hears how long it is so") {
  service smokehouse(
      slow
      + options{"--caf.scheduler.max-threads=1", "--http.max-in-flight=1",
                "--smoke.smokables-delay=1h", "--http.request-timeout=1h"});
  auto held = smokehouse.ask("/smoke_some_meats/");
  REQUIRE(smokehouse.shows([](auto& stats) { return in_flight(stats) == 1; }));
  stopwatch full;
  CHECK(retry_after(smokehouse.get("/")) == 1);
  CHECK(eventually([&] { return retry_after(smokehouse.get("/")) >= 3; }));
  CHECK(full.elapsed() > 2);
}
