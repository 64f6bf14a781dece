#include "actors/metrics/actor_counts.hpp"
#include "app/views/metrics.hpp"
#include "test/app/views/fixture.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;

TEST_CASE_FIXTURE(test::inside, "/metrics answers Prometheus' text format") {
  actors::counts_of(registry, "front").running->inc(2);
  auto answer = app::views::metrics(request, hub);
  CHECK(answer.status == http::status::ok);
  CHECK(answer.content_type == "text/plain; version=0.0.4; charset=utf-8");
  CHECK(
      test::has(answer.body, "\nsmokehouse_actor_running{name=\"front\"} 2 "));
}
