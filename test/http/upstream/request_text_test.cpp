#include "http/upstream/request_text.hpp"

#include <doctest/doctest.h>

using smokehouse::http::error;
using smokehouse::http::url;
using smokehouse::http::upstream::request_text;

namespace {

const url to = url::parse("http://example.org:8080/api").value();

} // namespace

TEST_CASE("a request names its target, its host and the headers in order") {
  auto text = request_text(to, "/get?a=1", {{"X-A", "1"}, {"X-B", "two"}});
  CHECK(text.value()
        == "GET /api/get?a=1 HTTP/1.1\r\n"
           "Host: example.org:8080\r\n"
           "User-Agent: smokehouse\r\n"
           "Accept: */*\r\n"
           "X-A: 1\r\n"
           "X-B: two\r\n"
           "\r\n");
}

TEST_CASE("what would break the request's framing is refused") {
  for (auto target : {"/a b", "/a\r\nX: y", "/\t", "/\x7f", "/\xc3\xa4"})
    CHECK(request_text(to, target, {}).error() == error::bad_request);
  CHECK(request_text(to, "/", {{"", "v"}}).error() == error::bad_request);
  CHECK(request_text(to, "/", {{"a b", "v"}}).error() == error::bad_request);
  CHECK(request_text(to, "/", {{"a:", "v"}}).error() == error::bad_request);
  CHECK(request_text(to, "/", {{"a", "v\r\nb: c"}}).error()
        == error::bad_request);
}
