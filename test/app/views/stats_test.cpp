#include "actors/metrics/actor_counts.hpp"
#include "app/views/stats.hpp"
#include "test/app/views/fixture.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;

TEST_CASE_FIXTURE(test::inside, "/stats answers the figures as JSON") {
  actors::counts_of(registry, "front").running->inc(2);
  auto answer = app::views::stats(request, hub, service);
  CHECK(answer.status == http::status::ok);
  CHECK(answer.content_type == "application/json");
  auto body = boost::json::parse(answer.body);
  CHECK(body.at("schema") == 1);
  CHECK(body.at("service").at("version") == "1.2.3");
  CHECK(body.at("actors").at(0).at("running") == 2);
}
