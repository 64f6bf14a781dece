#include "actors/metrics/service_stats.hpp"
#include "actors/metrics/upstream_metrics.hpp"
#include "test/support/promtool.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;

namespace {

struct fixture {
  fixture() {
    auto source = [this](std::string name, std::size_t index) {
      return actors::upstream_source{std::move(name),
                                     [this, index] { return clients[index]; }};
    };
    publish_upstreams(
        hub, {source("httpbin", 0), source("other", 1), source("httpbin", 2)});
  }

  std::vector<actors::upstream_stats> upstreams() {
    return actors::service_stats::of(hub.read()).upstreams;
  }

  http::client_stats clients[3];
  caf::telemetry::metric_registry registry;
  actors::metrics_hub hub{registry};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "clients of one upstream are counted together") {
  clients[0].open = 2;
  clients[0].busy = 1;
  clients[0].idle = 1;
  clients[0].requests = 10;
  clients[0].answered = 8;
  clients[2].open = 1;
  clients[2].waiting = 3;
  clients[2].requests = 5;
  clients[2].failures = 2;
  clients[2].cancelled = 1;
  clients[2].reused = 4;
  clients[2].retried = 1;
  auto all = upstreams();
  REQUIRE(all.size() == 2);
  CHECK(all[0].name == "httpbin");
  CHECK(all[0].open == 3);
  CHECK(all[0].busy == 1);
  CHECK(all[0].idle == 1);
  CHECK(all[0].waiting == 3);
  CHECK(all[0].requests == 15);
  CHECK(all[0].answered == 8);
  CHECK(all[0].failures == 2);
  CHECK(all[0].cancelled == 1);
  CHECK(all[0].reused == 4);
  CHECK(all[0].retried == 1);
  CHECK(all[1].name == "other");
  CHECK(all[1].requests == 0);
}

TEST_CASE_FIXTURE(fixture, "connections go down again, requests do not") {
  clients[0].open = 2;
  clients[0].requests = 10;
  upstreams();
  clients[0].open = 0;
  CHECK(upstreams()[0].open == 0);
  CHECK(upstreams()[0].requests == 10);
}

TEST_CASE_FIXTURE(fixture, "promtool finds nothing to complain about") {
  CHECK(test::promtool_complaints(hub.prometheus()) == "");
}
