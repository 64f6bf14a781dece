#include "http/request_builder.hpp"
#include "http/server/renderer.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;

namespace {

std::string render(const request& req, response what, bool keep_alive = true) {
  output out;
  renderer heads;
  heads.render(out, req, what, keep_alive, clock::now());
  return out.text();
}

} // namespace

TEST_CASE("a fixed body has its length, and none of its bytes for HEAD") {
  renderer heads;
  auto what = text("in its place");
  what.fixed_body = "fixed";
  output whole;
  heads.render(whole, {}, what, true, clock::now());
  output head;
  heads.render(head, request_builder{}.method(method::head).build(), what, true,
               clock::now());
  CHECK(whole.size() == head.size() + 5);
  CHECK(head.text().find("Content-Length: 5\r\n") != std::string::npos);
}

TEST_CASE("an unusual status has its reason") {
  auto what = text("no");
  what.status = status::unprocessable_entity;
  CHECK(render({}, what).starts_with("HTTP/1.1 422 Unprocessable Entity\r\n"));
}

TEST_CASE("a view's own media type counts when it names no other") {
  auto what = text("a,b");
  what.headers = {{"Content-Type", "text/csv"}};
  CHECK(render({}, what).find("text/csv") == std::string::npos);
  what.content_type = {};
  CHECK(render({}, what).find("Content-Type: text/csv") != std::string::npos);
}

TEST_CASE("the date is that of RFC 9110") {
  const auto head = render({}, text("a"));
  const auto at = head.find("Date: ");
  REQUIRE(at != std::string::npos);
  // Such as "Mon, 23 Nov 2026 01:02:33 GMT": 29 characters.
  const auto date = head.substr(at + 6, 29);
  CHECK(date.ends_with(" GMT"));
  CHECK(date[3] == ',');
  CHECK(head[at + 6 + 29] == '\r');
}

TEST_CASE("a stream is framed as its client understands") {
  const auto old = request_builder{}.version(10).build();
  CHECK(renderer::stream_framing({}) == framing::chunked);
  CHECK(renderer::stream_framing(old) == framing::until_close);
}

TEST_CASE("HEAD, 204 and 304 have no body") {
  const auto head = request_builder{}.method(method::head).build();
  CHECK(renderer::has_body({}, text("a")));
  CHECK_FALSE(renderer::has_body(head, text("a")));
  CHECK_FALSE(renderer::has_body(
      {},
      {.status = status::no_content, .headers = {}, .body = {}, .stream = {}}));
}

TEST_CASE("a chunk has its size in hexadecimal digits, an empty one is none") {
  std::string out;
  append_chunk(out, "");
  CHECK(out.empty());
  append_chunk(out, std::string(26, 'x'));
  CHECK(out == "1a\r\n" + std::string(26, 'x') + "\r\n");
}

TEST_CASE("an answer carries its request's id, and no other") {
  auto what = text("a");
  what.headers = {{"X-Request-Id", "forged"}};
  const request own;
  const auto head = render(own, what);
  CHECK(head.find("\r\nX-Request-Id: " + own.id() + "\r\n")
        != std::string::npos);
  CHECK(head.find("forged") == std::string::npos);
  const auto given = request_builder{}.header("X-Request-Id", "abc-1").build();
  CHECK(render(given, what).find("\r\nX-Request-Id: abc-1\r\n")
        != std::string::npos);
}
