#include "app/access/login.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::app::access;

namespace {

const secret token{"correct horse & battery"};

http::response post(const std::string& body) {
  return login(
      http::request_builder{}.method(http::method::post).body(body).build(),
      token);
}

std::string field(const http::response& answer, std::string_view name) {
  for (const auto& one : answer.headers)
    if (one.name == name)
      return one.value;
  return {};
}

bool has(const http::response& answer, std::string_view part) {
  return answer.body.find(part) != answer.body.npos;
}

} // namespace

TEST_CASE("the login is a form that needs no script") {
  auto page = login({}, token);
  CHECK(page.status == http::status::ok);
  CHECK(page.content_type == "text/html; charset=utf-8");
  CHECK(has(page, "<form method=\"post\" action=\"/admin/login\">"));
  CHECK(has(page, "<input id=\"token\" name=\"token\" type=\"password\""));
  CHECK_FALSE(has(page, "<script"));
  CHECK(field(page, "Cache-Control") == "no-store");
  CHECK(field(page, "Content-Security-Policy")
            .starts_with("default-src 'none';"));
}

TEST_CASE("the right token logs in and leads to the page") {
  auto answer = post("token=correct+horse+%26+battery");
  CHECK(answer.status == http::status::see_other);
  CHECK(field(answer, "Location") == "/admin/");
  auto set = field(answer, "Set-Cookie");
  auto request = http::request_builder{}
                     .header("Cookie", set.substr(0, set.find(';')))
                     .build();
  CHECK(login_cookie{token}.in(request, login_cookie::clock::now()));
  CHECK(has(login(request, token), "You are logged in"));
  CHECK(has(login(request, token), "action=\"/admin/logout\""));
}

TEST_CASE("another token gets the form again, and no cookie") {
  for (const auto* body : {"", "token=", "token=x", "token=%", "other=1"}) {
    auto answer = post(body);
    CHECK(answer.status == http::status::unauthorized);
    CHECK(field(answer, "WWW-Authenticate").starts_with("Bearer"));
    CHECK(field(answer, "Set-Cookie") == "");
    CHECK(has(answer, "That is not the token."));
    CHECK(has(answer, "<form method=\"post\" action=\"/admin/login\">"));
  }
}

TEST_CASE("the logout takes the cookie away") {
  auto answer = logout({});
  CHECK(answer.status == http::status::see_other);
  CHECK(field(answer, "Location") == "/admin/login");
  CHECK(field(answer, "Set-Cookie") == login_cookie::end());
}
