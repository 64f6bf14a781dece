#include "actors/error.hpp"
#include "actors/front.hpp"
#include "http/request_builder.hpp"
#include "test/actors/deterministic.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

actors::view::behavior_type saying(std::string text) {
  return {[text](const http::request&) { return http::text(text); }};
}

struct fixture : test::deterministic {
  fixture() {
    auto nothing = actors::plain_view{};
    std::vector<actors::route> table{
        {"/", "index", nothing},
        {"/meat", "meat", nothing},
        {"/order", "order", nothing, {http::method::post}},
        {"/farm", "farm", nothing, {http::method::get}, true},
        {"/farm/gate", "gate", nothing},
    };
    actors::front_dependencies uses;
    uses.routes = std::make_shared<actors::route_index>(table);
    uses.on_routed = [this](const http::request&, std::uint16_t route) {
      routed.push_back(route);
      return full;
    };
    for (auto& one : table) {
      views.emplace_back().set(system.spawn(saying, one.name));
      uses.views.push_back(views.back());
    }
    front = system.spawn(actors::front, uses);
  }

  http::response get(std::string target,
                     http::method method = http::method::get) {
    auto request = http::request_builder{}
                       .method(method)
                       .target(std::move(target))
                       .build();
    auto answer = ask<http::response>(front, request);
    REQUIRE(answer);
    return *answer;
  }

  std::vector<actors::live_handle<actors::view>> views;
  std::vector<std::uint16_t> routed;
  std::optional<std::chrono::seconds> full;
  actors::view front;
};

} // namespace

TEST_CASE_FIXTURE(fixture, "the view of the path answers") {
  CHECK(get("/").body == "index");
  CHECK(get("/meat").body == "meat");
  CHECK(routed == std::vector<std::uint16_t>{0, 1});
}

TEST_CASE_FIXTURE(fixture, "a trailing slash and a query make no difference") {
  CHECK(get("/meat/").body == "meat");
  CHECK(get("/meat/?rare=1").body == "meat");
}

TEST_CASE_FIXTURE(fixture, "a path without a route is 404") {
  for (auto path : {"/fish", "/meat//", "/meat/x", "//"})
    CHECK(get(path).status == http::status::not_found);
  CHECK(routed.empty());
}

TEST_CASE_FIXTURE(fixture, "a method that the route lacks is 405 with Allow") {
  auto answer = get("/meat", http::method::post);
  CHECK(answer.status == http::status::method_not_allowed);
  REQUIRE(answer.headers.size() == 1);
  CHECK(answer.headers[0].name == "Allow");
  CHECK(answer.headers[0].value == "GET, HEAD");
  CHECK(get("/order", http::method::get).headers[0].value == "POST");
}

TEST_CASE_FIXTURE(fixture, "HEAD goes where GET goes") {
  CHECK(get("/meat", http::method::head).body == "meat");
}

TEST_CASE_FIXTURE(fixture, "a view that was replaced is found at its place") {
  views[1].set(system.spawn(saying, "other meat"));
  CHECK(get("/meat").body == "other meat");
}

TEST_CASE_FIXTURE(fixture, "a route may answer all below its path, too") {
  for (auto path : {"/farm", "/farm/", "/farm/x", "/farm/gate/x"})
    CHECK(get(path).body == "farm");
  CHECK(get("/farm/gate/").body == "gate");
  CHECK(get("/farming").status == http::status::not_found);
}

TEST_CASE_FIXTURE(fixture, "a view in quarantine is 503 until it is back") {
  // A moment of the last second is over by then: rounded up it is 7.
  views[1].rest(7s);
  auto answer = ask<http::response>(
      front, http::request_builder{}.target("/meat").build());
  REQUIRE(!answer);
  CHECK(answer.error() == actors::error::unavailable);
  CHECK(actors::retry_after(answer.error()) == 7s);
  CHECK(get("/").body == "index");
  views[1].set(system.spawn(saying, "meat"));
  CHECK(get("/meat").body == "meat");
}
