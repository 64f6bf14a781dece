#include "actors/metrics/hub.hpp"
#include "actors/metrics/instruments.hpp"
#include "test/support/promtool.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace smokehouse;
using actors::counter_of;
using actors::gauge_of;

namespace {

struct fixture {
  bool shows(const std::string& part) {
    return hub.prometheus().find(part) != std::string::npos;
  }

  caf::telemetry::metric_registry registry;
  actors::metrics_hub hub{registry};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "publishers run before each reading, in order") {
  auto* gauge = gauge_of(registry, {"test", "size", "Size."});
  hub.on_collect([=] { gauge->value(gauge->value() * 10 + 1); });
  hub.on_collect([=] { gauge->value(gauge->value() * 10 + 2); });
  CHECK(hub.read().count("test.size") == 12);
  CHECK(shows("\ntest_size 1212 "));
}

TEST_CASE_FIXTURE(fixture, "both formats have the same figures") {
  counter_of(registry, {"test", "bytes-read", "Read."}, {{"file", "x"}})
      ->inc(7);
  CHECK(hub.read().count("test.bytes-read") == 7);
  CHECK(shows("\ntest_bytes_read_total{file=\"x\"} 7 "));
}

TEST_CASE_FIXTURE(fixture, "families with misleading names are left out") {
  // As CAF 0.18.7 makes them in actor_system.cpp.
  registry.gauge_singleton("caf.system", "queued-messages", "Queued.", "1",
                           true);
  registry.counter_singleton("caf.system", "odd", "Counter without total.");
  registry.gauge_singleton("caf.system", "running-actors", "Running.");
  CHECK_FALSE(shows("queued"));
  CHECK_FALSE(shows("odd"));
  CHECK(shows("\ncaf_system_running_actors 0 "));
  CHECK(test::promtool_complaints(hub.prometheus()) == "");
}

TEST_CASE("promtool complains when there is a reason") {
  CHECK(test::promtool_complaints("# TYPE x counter\nx 1\n") != "");
  CHECK(test::promtool_complaints("nonsense") != "");
}

TEST_CASE_FIXTURE(fixture, "one thread reads at a time") {
  std::atomic<int> inside = 0;
  std::atomic<bool> alone = true;
  hub.on_collect([&] {
    alone = alone && ++inside == 1;
    --inside;
  });
  std::vector<std::thread> readers;
  for (auto i = 0; i < 4; ++i)
    readers.emplace_back([&] {
      for (auto n = 0; n < 100; ++n) {
        hub.read();
        hub.prometheus();
      }
    });
  for (auto& reader : readers)
    reader.join();
  CHECK(alone);
}
