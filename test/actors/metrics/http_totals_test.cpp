#include "actors/metrics/http_totals.hpp"
#include "actors/metrics/instruments.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::actors;

namespace {

constexpr auto prefix = "smokehouse.http";

struct fixture {
  void ended(const char* family, const char* route, const char* shard,
             std::int64_t count) {
    counter_of(registry, {prefix, family, "Ended."},
               {{"route", route}, {"shard", shard}})
        ->inc(count);
  }

  void answered(const char* status, const char* route, const char* shard,
                std::int64_t count) {
    counter_of(registry, {prefix, "route-answered", "Answered."},
               {{"class", status}, {"route", route}, {"shard", shard}})
        ->inc(count);
  }

  caf::telemetry::metric_registry registry;
  metrics_hub hub{registry};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "what has not been counted is nothing") {
  auto totals = http_totals::of(hub);
  CHECK(totals.accepted == 0);
  CHECK(totals.outcomes.empty());
  CHECK(totals.latency.count() == 0);
}

TEST_CASE_FIXTURE(fixture, "shards are taken together, ends by how and where") {
  for (auto shard : {"0", "1"}) {
    answered("2xx", "/", shard, 3);
    answered("5xx", "/meat", shard, 1);
    ended("route-shed", "/meat", shard, 2);
    ended("route-cancelled", "/", shard, 0);
    counter_of(registry, {prefix, "requests-accepted", "All."},
               {{"shard", shard}})
        ->inc(7);
    gauge_of(registry, {prefix, "requests-in-flight", "Now."},
             {{"shard", shard}})
        ->inc(1);
  }
  auto totals = http_totals::of(hub);
  CHECK(totals.accepted == 14);
  CHECK(totals.in_flight == 2);
  CHECK(totals.outcomes
        == http_totals::counts{{"2xx", 6}, {"5xx", 2}, {"shed", 4}});
  CHECK(totals.routes == http_totals::counts{{"/", 6}, {"/meat", 6}});
}

TEST_CASE_FIXTURE(fixture, "the latency is that of all routes") {
  for (auto route : {"/", "/meat"})
    latency_histogram_of(registry,
                         {prefix, "request-duration", "Time.", "seconds"},
                         {{"route", route}, {"shard", "0"}})
        ->observe(0.5);
  auto totals = http_totals::of(hub);
  CHECK(totals.latency.count() == 2);
  CHECK(totals.latency.sum == doctest::Approx(1));
}

TEST_CASE_FIXTURE(fixture, "publishers run before it is read") {
  auto* accepted =
      counter_of(registry, {prefix, "requests-accepted", "All."}, {});
  hub.on_collect([=] { accepted->inc(); });
  CHECK(http_totals::of(hub).accepted == 1);
}
