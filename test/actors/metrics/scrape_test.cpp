#include "actors/metrics/http_metrics.hpp"
#include "actors/metrics/hub.hpp"
#include "actors/metrics/process_metrics.hpp"
#include "actors/metrics/route_observer.hpp"
#include "actors/metrics/service_stats.hpp"
#include "actors/metrics/upstream_metrics.hpp"
#include "http/request_builder.hpp"
#include "test/actors/runtime/fixture.hpp"
#include "test/support/promtool.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;

namespace {

/// The figures of the actors of one name, if there are any.
const actors::actor_stats* find(const actors::service_stats& in,
                                const std::string& name) {
  for (const auto& actor : in.actors)
    if (actor.name == name)
      return &actor;
  return nullptr;
}

struct echo_state {
  static constexpr const char* name = "test.echo";
};

caf::behavior echo(caf::stateful_actor<echo_state>*) {
  return {[](int32_t x) { return x; }};
}

} // namespace

TEST_CASE("the messages of an actor are counted and timed") {
  test::sharded_system shards;
  actors::metrics_hub hub{shards.system.metrics()};
  {
    caf::scoped_actor self{shards.system};
    auto target = self->spawn(echo);
    for (int32_t i = 0; i < 10; ++i)
      self->request(target, std::chrono::seconds{10}, i)
          .receive([](int32_t) {},
                   [](const caf::error& e) { FAIL(caf::to_string(e)); });
    // Its end comes after its last message has been counted.
    self->send_exit(target, caf::exit_reason::user_shutdown);
    self->wait_for(target);
  }
  auto stats = actors::service_stats::of(hub.read());
  auto* actor = find(stats, "test.echo");
  REQUIRE(actor);
  CHECK(actor->messages >= 10);
  CHECK(actor->mailbox_time.count == actor->processing_time.count);
  CHECK(actor->processing_time.p99 > 0);
  CHECK(actor->processing_time.p50 <= actor->processing_time.p99);
}

TEST_CASE("promtool finds nothing to complain about in a whole scrape") {
  test::sharded_system shards;
  actors::metrics_hub hub{shards.system.metrics()};
  http::server_counters counters;
  std::vector<std::string> paths = {"/", "/burn_some_meats"};
  actors::route_observer observer{hub, 0, paths};
  publish_server(hub, 0, counters);
  publish_process(hub);
  publish_upstreams(hub, {{"httpbin", [] { return http::client_stats{}; }}});
  test::run_in_actor(shards.system, [](auto*) -> actors::task<> { co_return; });
  observer.finished(http::request_builder{}.build(), {.why = {}});
  auto text = hub.prometheus();
  CHECK(test::promtool_complaints(text) == "");
  for (const auto* family :
       {"caf_actor_processing_time_seconds_bucket",
        "smokehouse_http_requests_accepted_total",
        "smokehouse_http_request_duration_seconds_bucket",
        "smokehouse_upstream_requests_total", "process_cpu_seconds_total"}) {
    CAPTURE(family);
    CHECK(text.find(family) != std::string::npos);
  }
}
