#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace smokehouse::test;

namespace {

const boost::json::value& pool(const boost::json::value& stats) {
  return entry(stats, "/blocking", "pool", "burn");
}

/// Waits until that many burns are on threads and that many wait for one.
bool burning(service& smokehouse, int busy, int queued = 0) {
  return smokehouse.shows([=](const auto& stats) {
    return count(pool(stats), "/busy") == busy
           && count(pool(stats), "/queued") == queued;
  });
}

auto answers_of(std::vector<service::client>& clients) {
  return std::count_if(clients.begin(), clients.end(), answered);
}

/// Reads an answer of each: how many of them had this status.
int answered_with(int status, std::vector<service::client>& clients) {
  int result = 0;
  for (auto& client : clients)
    result += client->read_answer().status == status;
  return result;
}

} // namespace

TEST_CASE("64 burns hold up none of 1,000 quick requests") {
  // Long enough that a slow machine asks all of them while the meats burn.
  service smokehouse({"--burn.duration=10s"});
  stopwatch watch;
  auto burns = smokehouse.ask(64, "/burn_some_meats/");
  REQUIRE(burning(smokehouse, 64));
  auto quick_ones = smokehouse.ask(100, "/");
  int greeted = answered_with(200, quick_ones);
  for (int i = 0; i < 9; ++i) {
    for (auto& client : quick_ones)
      client->send(get("/"));
    greeted += answered_with(200, quick_ones);
  }
  CHECK(greeted == 1'000);
  CHECK(answers_of(burns) == 0);
  CHECK(count(pool(smokehouse.stats()), "/busy") == 64);
  CHECK(answered_with(200, burns) == 64);
  CHECK(watch.elapsed() >= 10.0);
  // One thread after the other would have taken 640 s.
  CHECK(watch.elapsed() < 60.0);
}

TEST_CASE("a full pool refuses at once and finishes what it has taken") {
  service smokehouse(
      {"--blocking.threads=2", "--blocking.queue=2", "--burn.duration=4s"});
  auto taken = smokehouse.ask(2, "/burn_some_meats/");
  REQUIRE(burning(smokehouse, 2));
  for (auto& one : smokehouse.ask(2, "/burn_some_meats/"))
    taken.push_back(std::move(one));
  REQUIRE(burning(smokehouse, 2, 2));
  for (auto& client : smokehouse.ask(2, "/burn_some_meats/")) {
    auto answer = client->read_answer();
    CHECK(answer.status == 503);
    CHECK(std::stoi(answer.fields["retry-after"]) > 0);
    CHECK(answer.fields["content-type"] == "application/problem+json");
  }
  CHECK(answers_of(taken) == 0);
  CHECK(answered_with(200, taken) == 4);
  auto stats = smokehouse.stats();
  CHECK(count(pool(stats), "/rejected") == 2);
  CHECK(count(stats, "/http/requests/shed") == 2);
  CHECK(adds_up(stats));
}

TEST_CASE("a full pool is full for its own kind of work only") {
  service smokehouse({"--blocking.threads=1", "--blocking.queue=0",
                      "--burn.duration=1h", "--tick.interval=1ms"});
  auto burn = smokehouse.ask("/burn_some_meats/");
  REQUIRE(burning(smokehouse, 1));
  CHECK(smokehouse.get("/burn_some_meats/").status == 503);
  CHECK(smokehouse.get("/sync/").status == 200);
  CHECK_FALSE(answered(burn));
}

TEST_CASE("the pool shows how old its oldest work is") {
  service smokehouse({"--burn.duration=1h"});
  auto burn = smokehouse.ask("/burn_some_meats/");
  stopwatch watch;
  CHECK(smokehouse.shows([](const boost::json::value& stats) {
    return pool(stats).at("oldest_s").to_number<double>() > 1.0;
  }));
  // The burn began a moment before the watch.
  CHECK(watch.elapsed() > 0.5);
}

TEST_CASE("burned inline, a meat holds up all else on its shard") {
  service smokehouse({"--caf.scheduler.max-threads=1", "--burn.mode=inline",
                      "--burn.duration=2s"});
  auto burn = smokehouse.ask("/");
  auto other = smokehouse.ask("/");
  burn->read_answer();
  other->read_answer();
  stopwatch watch;
  burn->send(get("/burn_some_meats/"));
  other->send(get("/"));
  CHECK(other->read_answer().status == 200);
  CHECK(watch.elapsed() >= 2.0);
  CHECK(answered(burn));
  CHECK(burn->read_answer().body == "Burned some meats.");
}

TEST_CASE("what burns longer than a request may take answers 504") {
  service smokehouse({"--burn.duration=1h", "--http.request-timeout=500ms"});
  stopwatch watch;
  auto answer = smokehouse.get("/burn_some_meats/");
  CHECK(answer.status == 504);
  CHECK(answer.fields["content-type"] == "application/problem+json");
  CHECK(watch.elapsed() >= 0.5);
}
