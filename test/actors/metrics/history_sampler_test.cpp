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
  /// Requests of a route that took at most a second (`quick`) or up to ten.
  void answer(std::size_t route, std::int64_t quick, std::int64_t slow) {
    look.stats.http.requests.accepted += quick + slow;
    look.stats.http.routes[route].answered[0].second += quick + slow;
    auto& buckets = latency[route].buckets;
    buckets[0].count += static_cast<std::uint64_t>(quick);
    buckets[1].count += static_cast<std::uint64_t>(slow);
  }

  history_point after(std::chrono::milliseconds time) {
    look.reading = {};
    for (const auto& one : latency)
      look.reading.add("smokehouse.http.request-duration", {{}, one});
    now += time;
    return sampler.next(look, now, real);
  }

  fixture() {
    for (auto path : {"/", "/meat"})
      look.stats.http.routes.push_back({path, 0, {{"2xx", 0}}, 0, 0, {}});
  }

  static constexpr auto infinity = std::numeric_limits<double>::infinity();
  histogram_reading latency[2]{{{{1, 0}, {10, 0}, {infinity, 0}}, 0},
                               {{{1, 0}, {10, 0}, {infinity, 0}}, 0}};
  history_sampler::clock::time_point now;
  std::chrono::system_clock::time_point real{1'790'000'000s};
  history_sampler sampler{now};
  metrics_look look;
};

} // namespace

TEST_CASE_FIXTURE(fixture, "a point has the rates since the one before") {
  answer(0, 30, 0);
  CHECK(after(1s).requests == 30);
  answer(0, 5, 0);
  auto point = after(500ms);
  CHECK(point.requests == 10);
  CHECK(pairs_of(point.outcomes) == rates{{"2xx", 10}});
  CHECK(pairs_of(point.routes) == rates{{"/", 10}});
}

TEST_CASE_FIXTURE(fixture, "what did not happen is left out") {
  look.stats.http.routes[0].shed = 2;
  look.stats.http.routes[1].cancelled = 4;
  auto point = after(1s);
  CHECK(pairs_of(point.outcomes) == rates{{"cancelled", 4}, {"shed", 2}});
  CHECK(pairs_of(point.routes) == rates{{"/", 2}, {"/meat", 4}});
  CHECK(after(1s).outcomes.empty());
  CHECK(after(1s).routes.empty());
}

TEST_CASE_FIXTURE(fixture, "percentiles are those of the new answers") {
  answer(0, 1000, 0);
  CHECK(after(1s).p99 < 1);
  answer(1, 0, 10);
  auto point = after(1s);
  CHECK(point.p50 > 1);
  CHECK(point.p99 > point.p50);
  CHECK(after(1s).p50 == 0);
}

TEST_CASE_FIXTURE(fixture, "a point tells its time and what is in flight") {
  look.stats.http.requests.in_flight = 7;
  auto point = after(1s);
  CHECK(point.time == 1'790'000'000);
  CHECK(point.in_flight == 7);
}
