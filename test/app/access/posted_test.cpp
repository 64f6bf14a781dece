#include "app/access/posted.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using app::access::posted;

namespace {

std::optional<std::string> form(std::string body) {
  return posted(http::request_builder{}
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .body(std::move(body))
                    .build(),
                "level");
}

std::optional<std::string> json(std::string body) {
  return posted(http::request_builder{}
                    .header("Content-Type", "application/JSON ; charset=utf-8")
                    .body(std::move(body))
                    .build(),
                "level");
}

} // namespace

TEST_CASE("a form's field is found and decoded") {
  CHECK(form("level=debug") == "debug");
  CHECK(form("a=b&level=debug&level=info") == "debug");
  CHECK(form("level=a+b%2Bc%26d%00") == std::string("a b+c&d\0", 8));
  CHECK(form("level=") == "");
}

TEST_CASE("a form may lack the field or be malformed") {
  CHECK_FALSE(form(""));
  CHECK_FALSE(form("levels=debug"));
  CHECK_FALSE(form("level=%zz"));
  CHECK_FALSE(form("level=%"));
  CHECK_FALSE(form("level=\x01"));
  CHECK_FALSE(form("\xff"));
}

TEST_CASE("a member of a JSON object is found") {
  CHECK(json(R"({"level": "de\"bug"})") == "de\"bug");
}

TEST_CASE("JSON may lack the member or be something else") {
  for (const auto* body :
       {"", "{", "[]", "\"level\"", R"({"levels":"a"})", R"({"level":1})",
        "level=debug", R"({"level":"a"} x)"})
    CHECK_FALSE(json(body));
}

TEST_CASE("a body of no type is taken for a form") {
  CHECK(posted(http::request_builder{}.body("level=off").build(), "level")
        == "off");
}
