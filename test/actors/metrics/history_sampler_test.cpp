#include "actors/metrics/history_sampler.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace smokehouse::actors;
using namespace std::chrono_literals;

namespace {

using rates = std::vector<std::pair<std::string, double>>;

rates pairs_of(const std::vector<named_rate>& from) {
  rates result;
  for (const auto& one : from)
    result.emplace_back(one.name, one.per_second);
  return result;
}

struct fixture {
  /// Requests that took at most a second (`quick`), or up to ten.
  void answer(const std::string& route, std::int64_t quick,
              std::int64_t slow = 0) {
    totals.accepted += quick + slow;
    totals.outcomes["2xx"] += quick + slow;
    totals.routes[route] += quick + slow;
    totals.latency.buckets[0].count += static_cast<std::uint64_t>(quick);
    totals.latency.buckets[1].count += static_cast<std::uint64_t>(slow);
  }

  history_point after(std::chrono::milliseconds time) {
    now += time;
    return sampler.next(totals, now, real);
  }

  static constexpr auto infinity = std::numeric_limits<double>::infinity();
  history_sampler::clock::time_point now;
  std::chrono::system_clock::time_point real{1'790'000'000s};
  history_sampler sampler{now};
  http_totals totals{.latency = {{{1, 0}, {10, 0}, {infinity, 0}}, 0}};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "a point has the rates since the one before") {
  answer("/", 30);
  CHECK(after(1s).requests == 30);
  answer("/", 5);
  auto point = after(500ms);
  CHECK(point.requests == 10);
  CHECK(pairs_of(point.outcomes) == rates{{"2xx", 10}});
  CHECK(pairs_of(point.routes) == rates{{"/", 10}});
}

TEST_CASE_FIXTURE(fixture, "what did not happen is left out") {
  totals.outcomes = {{"shed", 2}, {"cancelled", 4}};
  totals.routes = {{"/", 2}, {"/meat", 4}};
  auto point = after(1s);
  CHECK(pairs_of(point.outcomes) == rates{{"cancelled", 4}, {"shed", 2}});
  CHECK(pairs_of(point.routes) == rates{{"/", 2}, {"/meat", 4}});
  CHECK(after(1s).outcomes.empty());
  CHECK(after(1s).routes.empty());
}

TEST_CASE_FIXTURE(fixture, "percentiles are those of the new answers") {
  answer("/", 1000);
  CHECK(after(1s).p99 < 1);
  answer("/meat", 0, 10);
  auto point = after(1s);
  CHECK(point.p50 > 1);
  CHECK(point.p99 > point.p50);
  CHECK(after(1s).p50 == 0);
}

TEST_CASE_FIXTURE(fixture, "a point tells its time and what is in flight") {
  totals.in_flight = 7;
  auto point = after(1s);
  CHECK(point.time == 1'790'000'000);
  CHECK(point.in_flight == 7);
}
