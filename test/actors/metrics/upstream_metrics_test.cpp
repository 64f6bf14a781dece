#include "actors/metrics/service_stats.hpp"
#include "actors/metrics/stats_json.hpp"
#include "actors/metrics/upstream_metrics.hpp"
#include "test/support/promtool.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;
namespace json = boost::json;

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
  clients[2].retries_refused = 2;
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
  CHECK(all[0].retries_refused == 2);
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

TEST_CASE_FIXTURE(fixture, "failures are counted by what went wrong") {
  for (std::size_t i = 0; i < http::call_errors.size(); ++i)
    clients[0].failures_by_error[i] = i;
  clients[2].failures_by_error[1] = 10;
  clients[2].status_5xx = 5;
  const auto reasons = upstreams()[0].failures_by_reason;
  REQUIRE(reasons.size() == http::call_errors.size() + 1);
  CHECK(reasons[0] == std::pair{std::string{"name_not_resolved"}, 0l});
  CHECK(reasons[1] == std::pair{std::string{"connect_refused"}, 11l});
  CHECK(reasons[2] == std::pair{std::string{"connect_failed"}, 2l});
  CHECK(reasons.back() == std::pair{std::string{"status_5xx"}, 5l});
  CHECK(upstreams()[1].failures_by_reason[1].second == 0);
}

TEST_CASE_FIXTURE(fixture, "an upstream tells what its breaker does") {
  http::breaker_stats now{.state = http::breaker_state::half_open,
                          .calls = 20,
                          .failure_rate = 0.75,
                          .opened = 3,
                          .refused = 4};
  publish_breaker(hub, {"httpbin", [&] { return now; }});
  auto all = upstreams();
  CHECK_FALSE(all[1].breaker);
  REQUIRE(all[0].breaker);
  CHECK(all[0].breaker->state == "half_open");
  CHECK(all[0].breaker->calls == 20);
  CHECK(all[0].breaker->failure_rate == 0.75);
  CHECK(all[0].breaker->opened == 3);
  CHECK(all[0].breaker->refused == 4);
  CHECK(test::promtool_complaints(hub.prometheus()) == "");
}

TEST_CASE("in JSON an upstream has its failures by their reasons") {
  actors::service_stats with;
  with.upstreams.push_back(
      {.name = "httpbin",
       .requests = 9,
       .answered = 7,
       .failures = 2,
       .failures_by_reason = {{"connect_refused", 2}, {"status_5xx", 1}},
       .retried = 3,
       .retries_refused = 4});
  auto all = json::parse(actors::stats_json(with, actors::service_info{}));
  CHECK(all.at("upstreams").at(0)
        == json::value({{"upstream", "httpbin"},
                        {"open", 0},
                        {"busy", 0},
                        {"idle", 0},
                        {"waiting", 0},
                        {"requests", 9},
                        {"answered", 7},
                        {"failures", 2},
                        {"failures_by_reason",
                         {{"connect_refused", 2}, {"status_5xx", 1}}},
                        {"cancelled", 0},
                        {"reused", 0},
                        {"retried", 3},
                        {"retries_refused", 4},
                        {"breaker", nullptr}}));
  with.upstreams[0].breaker = actors::breaker_summary{.state = "open",
                                                      .calls = 20,
                                                      .failure_rate = 0.5,
                                                      .opened = 1,
                                                      .refused = 7};
  all = json::parse(actors::stats_json(with, actors::service_info{}));
  CHECK(all.at("upstreams").at(0).at("breaker")
        == json::value({{"state", "open"},
                        {"failure_rate", 0.5},
                        {"calls", 20},
                        {"opened", 1},
                        {"refused", 7}}));
}

TEST_CASE_FIXTURE(fixture, "promtool finds nothing to complain about") {
  CHECK(test::promtool_complaints(hub.prometheus()) == "");
}
