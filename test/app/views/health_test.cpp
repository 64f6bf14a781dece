#include "app/views/health.hpp"
#include "test/app/views/fixture.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;
namespace views = app::views;

TEST_CASE_FIXTURE(test::inside, "/healthz answers ok, ready or not") {
  state.add("draining");
  auto answer = views::healthz(request);
  CHECK(answer.status == http::status::ok);
  CHECK(answer.body == "ok");
}

TEST_CASE_FIXTURE(test::inside, "/readyz answers ready when nothing is amiss") {
  auto answer = views::readyz(request, state);
  CHECK(answer.status == http::status::ok);
  CHECK(answer.body == "ready");
}

TEST_CASE_FIXTURE(test::inside, "/readyz answers 503 with all the reasons") {
  state.add("draining");
  state.add("a \"quoted\" reason");
  auto answer = views::readyz(request, state);
  CHECK(answer.status == http::status::service_unavailable);
  CHECK(answer.content_type == "application/problem+json");
  auto body = boost::json::parse(answer.body);
  CHECK(body.at("status") == 503);
  CHECK(body.at("instance") == "/stats/");
  CHECK(body.at("detail")
        == "The service is not ready: a \"quoted\" reason, draining.");
  CHECK(body.at("reasons").at(0) == "a \"quoted\" reason");
  CHECK(body.at("reasons").at(1) == "draining");
}

TEST_CASE_FIXTURE(test::inside, "not being ready is an answer, not overload") {
  state.add("draining");
  CHECK_FALSE(views::readyz(request, state).shed);
}
