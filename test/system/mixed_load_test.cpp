#include "test/support/eventually.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace smokehouse::test;

namespace {

/// What a client has seen; the service should tell the same.
struct tally {
  std::int64_t asked = 0;
  std::int64_t answered = 0;
  std::int64_t refused = 0;
  std::int64_t left = 0;

  void operator+=(const tally& other) {
    asked += other.asked;
    answered += other.answered;
    refused += other.refused;
    left += other.left;
  }
};

void take_answer(raw_client& from, tally& seen) {
  ++(from.read_answer().status == 503 ? seen.refused : seen.answered);
}

/// Greets, smokes, burns more than there is room for, gets lost, and leaves
/// before the answer.
tally some_of_everything(const service& smokehouse) {
  tally seen;
  for (int round = 0; round < 20; ++round) {
    auto burns = smokehouse.ask(3, "/burn_some_meats/");
    auto smoke = smokehouse.ask("/smoke_some_meats/");
    auto leaver = smokehouse.ask("/smoke_some_meats/?leaves");
    raw_client pipelined(smokehouse.port());
    pipelined.send(get("/") + get("/nothing") + get("/async/") + get("/"));
    for (int i = 0; i < 4; ++i)
      take_answer(pipelined, seen);
    leaver->reset();
    for (auto& burn : burns)
      take_answer(*burn, seen);
    take_answer(*smoke, seen);
    seen.asked += 9;
    ++seen.left;
  }
  return seen;
}

} // namespace

TEST_CASE("under mixed load each scrape adds up, and so does the end") {
  service smokehouse({"--burn.duration=5ms", "--blocking.threads=2",
                      "--blocking.queue=1", "--tick.interval=1ms",
                      "--smoke.flavor-delay=5ms",
                      "--smoke.smokables-delay=10ms"});
  constexpr int threads = 4;
  std::vector<tally> seen(threads);
  std::atomic<int> busy = threads;
  std::vector<std::jthread> clients;
  for (auto& mine : seen)
    clients.emplace_back([&] {
      mine = some_of_everything(smokehouse);
      --busy;
    });
  std::int64_t scrapes = 0;
  std::int64_t wrong = 0;
  for (; busy > 0; ++scrapes)
    wrong += !adds_up(smokehouse.stats());
  CHECK(wrong == 0);
  clients.clear();
  tally all;
  for (const auto& one : seen)
    all += one;
  REQUIRE(all.left == 80);
  boost::json::value stats;
  REQUIRE(eventually([&] {
    ++scrapes;
    stats = smokehouse.stats();
    return in_flight(stats) == 0;
  }));
  CHECK(adds_up(stats));
  CHECK(count(stats, "/http/requests/shed") == all.refused);
  CHECK(all.refused > 0);
  // One that leaves early may never have been a request to the service.
  auto told = count(stats, "/http/requests/accepted") - scrapes;
  CHECK(told <= all.asked);
  CHECK(told >= all.asked - all.left);
  auto scraped = scrapes - 1; // The last was in flight when it was written.
  auto answered = count(stats, "/http/requests/answered") - scraped;
  CHECK(answered >= all.answered);
  CHECK(answered + count(stats, "/http/requests/cancelled")
        == told - all.refused);
  CHECK(count(stats, "/background/done") + count(stats, "/background/running")
        == 80);
  CHECK(count(stats, "/background/failed") == 0);
}
