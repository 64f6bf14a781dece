#include "actors/metrics/instruments.hpp"
#include "actors/metrics/reading.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::actors;

namespace {

using texts = std::vector<std::string>;

/// Two routes on two shards.
struct fixture {
  fixture() {
    for (const auto* route : {"/b", "/a"})
      for (const auto* shard : {"0", "1"})
        counter(route, shard)->inc(*shard == '0' ? 1 : 10);
  }

  caf::telemetry::int_counter* counter(const char* route, const char* shard) {
    return counter_of(registry, {"test", "hits", "Hits."},
                      {{"route", route}, {"shard", shard}});
  }

  metric_registry registry;
};

} // namespace

TEST_CASE_FIXTURE(fixture, "numbers are summed over what was not chosen") {
  auto reading = metrics_reading::of(registry);
  CHECK(reading.count("test.hits") == 22);
  CHECK(reading.count("test.hits", {{"route", "/a"}}) == 11);
  CHECK(reading.count("test.hits", {{"shard", "0"}}) == 2);
  CHECK(reading.count("test.hits", {{"route", "/b"}, {"shard", "1"}}) == 10);
  CHECK(reading.count("test.hits", {{"route", "/c"}}) == 0);
}

TEST_CASE_FIXTURE(fixture, "what is not there counts as zero") {
  auto reading = metrics_reading::of(registry);
  CHECK(reading.count("test.misses") == 0);
  CHECK(reading.amount("test.misses") == 0);
  CHECK(reading.histogram("test.misses").count() == 0);
  CHECK(reading.values("test.misses", "route").empty());
  CHECK(reading.family("test.misses").empty());
  CHECK(reading.count("test.hits", {{"colour", "red"}}) == 0);
}

TEST_CASE_FIXTURE(fixture, "a label's values come once, the oldest first") {
  auto reading = metrics_reading::of(registry);
  CHECK(reading.values("test.hits", "route") == texts{"/b", "/a"});
  CHECK(reading.values("test.hits", "shard") == texts{"0", "1"});
}

TEST_CASE_FIXTURE(fixture, "a reading does not change with the registry") {
  auto reading = metrics_reading::of(registry);
  counter("/a", "0")->inc(100);
  CHECK(reading.count("test.hits") == 22);
  CHECK(metrics_reading::of(registry).count("test.hits") == 122);
}

TEST_CASE("whole and real numbers are both amounts") {
  metric_registry registry;
  gauge_of(registry, {"test", "size", "Size."})->value(3);
  real_gauge_of(registry, {"test", "age", "Age.", "seconds"})->value(1.5);
  real_counter_of(registry, {"test", "time", "Time.", "seconds"})->inc(0.25);
  auto reading = metrics_reading::of(registry);
  CHECK(reading.amount("test.size") == 3);
  CHECK(reading.amount("test.age") == 1.5);
  CHECK(reading.amount("test.time") == 0.25);
}

TEST_CASE("histograms of several shards are joined") {
  metric_registry registry;
  auto* one = latency_histogram_of(registry, {"test", "took", "T.", "seconds"},
                                   {{"shard", "0"}});
  auto* two = latency_histogram_of(registry, {"test", "took", "T.", "seconds"},
                                   {{"shard", "1"}});
  one->observe(1);
  two->observe(2);
  two->observe(120);
  auto joined = metrics_reading::of(registry).histogram("test.took");
  CHECK(joined.count() == 3);
  CHECK(joined.sum == 123);
  CHECK(joined.percentile(1) == 60);
}

TEST_CASE("the same name and labels give the same metric") {
  metric_registry registry;
  auto make = [&] {
    return counter_of(registry, {"test", "hits", "Hits."}, {{"a", "1"}});
  };
  CHECK(make() == make());
}

TEST_CASE("a counter is raised to what was counted, and never lowered") {
  metric_registry registry;
  auto* counter = counter_of(registry, {"test", "hits", "Hits."});
  raise_to(*counter, std::uint64_t{5});
  CHECK(counter->value() == 5);
  raise_to(*counter, std::uint64_t{5});
  CHECK(counter->value() == 5);
  raise_to(*counter, std::uint64_t{3});
  CHECK(counter->value() == 5);
}
