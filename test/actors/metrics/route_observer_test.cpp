#include "actors/metrics/route_observer.hpp"
#include "actors/metrics/service_stats.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

struct recorder : http::observer {
  void finished(const http::request&,
                const http::exchange& how) noexcept override {
    seen.push_back(how.status);
  }

  std::vector<http::status> seen;
};

struct fixture {
  http::request request() {
    return http::request_builder{}.build();
  }

  /// What the front does.
  void route(const http::request& rq, std::uint16_t index) {
    if (rq.mark_route(index))
      observer.routed(index);
  }

  void answer(const http::request& rq, http::status status,
              http::duration took = 1ms) {
    observer.finished(rq, {.status = status, .duration = took, .why = {}});
  }

  void end(const http::request& rq, http::outcome how) {
    observer.finished(rq, {.outcome = how, .why = {}});
  }

  std::vector<actors::route_stats> routes() {
    return actors::service_stats::of(hub.read()).http.routes;
  }

  caf::telemetry::metric_registry registry;
  actors::metrics_hub hub{registry};
  std::vector<std::string> paths = {"/", "/burn"};
  recorder next;
  actors::route_observer observer{hub, 0, paths, &next};
};

std::int64_t answered(const actors::route_stats& route, const char* status) {
  for (const auto& [name, count] : route.answered)
    if (name == status)
      return count;
  return -1;
}

} // namespace

TEST_CASE_FIXTURE(fixture, "routes are listed in their order before any use") {
  auto all = routes();
  REQUIRE(all.size() == 3);
  CHECK(all[0].path == "/");
  CHECK(all[1].path == "/burn");
  CHECK(all[2].path == "(none)");
  for (const auto* status : {"1xx", "2xx", "3xx", "4xx", "5xx"})
    CHECK(answered(all[0], status) == 0);
  CHECK(all[0].latency.count == 0);
}

TEST_CASE_FIXTURE(fixture, "a request is in flight from its route to its end") {
  auto rq = request();
  route(rq, 1);
  CHECK(routes()[1].in_flight == 1);
  answer(rq, http::status::ok);
  CHECK(routes()[1].in_flight == 0);
  CHECK(routes()[0].in_flight == 0);
}

TEST_CASE_FIXTURE(fixture, "answers are counted by the class of their status") {
  for (auto status : {http::status::ok, http::status::created,
                      http::status::found, http::status::not_found,
                      http::status::bad_gateway, http::status::unknown}) {
    auto rq = request();
    route(rq, 0);
    answer(rq, status);
  }
  auto all = routes();
  CHECK(answered(all[0], "1xx") == 1); // the one without a number
  CHECK(answered(all[0], "2xx") == 2);
  CHECK(answered(all[0], "3xx") == 1);
  CHECK(answered(all[0], "4xx") == 1);
  CHECK(answered(all[0], "5xx") == 1);
  CHECK(all[0].latency.count == 6);
}

TEST_CASE_FIXTURE(fixture, "the latency is that of the answered ones") {
  for (auto took : {10ms, 30ms}) {
    auto rq = request();
    route(rq, 0);
    answer(rq, http::status::ok, took);
  }
  auto shed = request();
  route(shed, 0);
  end(shed, http::outcome::shed);
  auto latency = routes()[0].latency;
  CHECK(latency.count == 2);
  CHECK(latency.mean == doctest::Approx(0.020));
  CHECK(latency.p99 == doctest::Approx(0.030).epsilon(0.1));
}

TEST_CASE_FIXTURE(fixture, "shed and cancelled ones are counted apart") {
  for (auto how : {http::outcome::shed, http::outcome::cancelled,
                   http::outcome::cancelled}) {
    auto rq = request();
    route(rq, 1);
    end(rq, how);
  }
  auto burn = routes()[1];
  CHECK(burn.shed == 1);
  CHECK(burn.cancelled == 2);
  CHECK(burn.in_flight == 0);
  CHECK(answered(burn, "5xx") == 0);
}

TEST_CASE_FIXTURE(fixture, "requests without a route are counted as (none)") {
  answer(request(), http::status::not_found);
  auto none = routes()[2];
  CHECK(answered(none, "4xx") == 1);
  CHECK(none.in_flight == 0);
}

TEST_CASE_FIXTURE(fixture,
                  "a route found after the end leaves none in flight") {
  auto rq = request();
  end(rq, http::outcome::cancelled);
  route(rq, 1);
  auto all = routes();
  CHECK(all[1].in_flight == 0);
  CHECK(all[2].cancelled == 1);
}

TEST_CASE_FIXTURE(fixture, "shards are summed up") {
  actors::route_observer other{hub, 1, paths};
  answer(request(), http::status::not_found);
  other.finished(request(), {.status = http::status::not_found, .why = {}});
  CHECK(answered(routes()[2], "4xx") == 2);
}

TEST_CASE_FIXTURE(fixture, "the next observer is told too") {
  answer(request(), http::status::ok);
  answer(request(), http::status::not_found);
  CHECK(next.seen == std::vector{http::status::ok, http::status::not_found});
}

TEST_CASE_FIXTURE(fixture, "the counts stay when the observer has gone") {
  {
    actors::route_observer other{hub, 1, paths};
    other.finished(request(), {.status = http::status::ok, .why = {}});
  }
  CHECK(answered(routes()[2], "2xx") == 1);
}
