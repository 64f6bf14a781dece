#include "http/request_builder.hpp"
#include "http/response.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::http;

TEST_CASE("makers set status and media type") {
  CHECK(text("a").status == status::ok);
  CHECK(text("a").content_type == "text/plain; charset=utf-8");
  CHECK(json("{}").content_type == "application/json");
  CHECK(json("{}").body == "{}");
}

TEST_CASE("a problem says what RFC 9457 wants, and the request's id") {
  auto req = request_builder{}.target("/smoke?\"quoted\"").build();
  auto answer = problem(status::bad_gateway, "the \"oven\" is cold", req);
  CHECK(answer.status == status::bad_gateway);
  CHECK(answer.content_type == media_type::problem_json);
  CHECK_FALSE(answer.shed);
  auto body = boost::json::parse(answer.body).as_object();
  CHECK(body["type"] == "about:blank");
  CHECK(body["title"] == "Bad Gateway");
  CHECK(body["status"] == 502);
  CHECK(body["detail"] == "the \"oven\" is cold");
  CHECK(body["instance"] == "/smoke");
  CHECK(std::string_view{body["request_id"].as_string()} == req.id());
}
