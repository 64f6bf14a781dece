#include "app/access/guarded.hpp"
#include "test/app/access/visitor.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::app::access;
using test::from;

namespace {

const secret token{"correct-horse-battery"};

http::response view(const http::request&) {
  return http::text("inside");
}

http::response ask(std::optional<secret> wanted,
                   http::request_builder request) {
  return guarded(gate{visitors::local, wanted}, view)(request.build());
}

std::string field(const http::response& answer, std::string_view name) {
  for (const auto& one : answer.headers)
    if (one.name == name)
      return one.value;
  return {};
}

} // namespace

TEST_CASE("whom the gate lets through sees the view") {
  CHECK(ask(std::nullopt, from("127.0.0.1")).body == "inside");
  CHECK(ask(token, from("10.0.0.1")
                       .header("Authorization", "Bearer correct-horse-battery"))
            .body
        == "inside");
}

TEST_CASE("who has to show something gets 401, and is told what") {
  auto answer = ask(token, from("127.0.0.1"));
  CHECK(answer.status == http::status::unauthorized);
  CHECK(answer.content_type == "application/problem+json");
  CHECK(field(answer, "WWW-Authenticate") == "Bearer realm=\"smokehouse\"");
}

TEST_CASE("who may not look gets 403") {
  auto answer = ask(std::nullopt, from("10.0.0.1"));
  CHECK(answer.status == http::status::forbidden);
  CHECK(answer.content_type == "application/problem+json");
  CHECK(answer.body.find("inside") == answer.body.npos);
}

TEST_CASE("a browser that asks for the page is sent to the login") {
  auto browser = from("10.0.0.1").header("Accept", "text/html,*/*;q=0.8");
  auto answer = ask(token, browser.target("/admin/"));
  CHECK(answer.status == http::status::see_other);
  CHECK(field(answer, "Location") == "/admin/login");
  CHECK(ask(token, browser.target("/stats")).status
        == http::status::unauthorized);
  CHECK(ask(token, browser.target("/admin/").method(http::method::post)).status
        == http::status::unauthorized);
  CHECK(ask(token, from("10.0.0.1").target("/admin/")).status
        == http::status::unauthorized);
}

TEST_CASE("what changes something has to come from the same origin") {
  auto post = from("127.0.0.1").method(http::method::post);
  CHECK(ask(std::nullopt, post).body == "inside");
  auto foreign = post.header("Origin", "http://evil.example");
  CHECK(ask(std::nullopt, foreign).status == http::status::forbidden);
  CHECK(same_origin_only(view)(foreign.build()).status
        == http::status::forbidden);
  CHECK(ask(std::nullopt, foreign.method(http::method::get)).body == "inside");
}
