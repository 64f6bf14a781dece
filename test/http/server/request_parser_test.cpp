#include "http/request.hpp"
#include "http/server/request_parser.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace smokehouse::http;
using progress = request_parser::progress;

namespace {

// The limits of these tests; a header limit that a test can exceed by hand.
constexpr std::size_t header_limit = 256;
constexpr std::size_t body_limit = 16;

request_parser make_parser() {
  return {header_limit, body_limit};
}

struct parsed {
  progress what;
  std::size_t used;
  request req;
  request_fault fault;
};

parsed parse(std::string_view bytes) {
  auto parser = make_parser();
  auto [what, used] = parser.parse(bytes);
  const auto fault = parser.fault();
  return {what, used, request(parser.take()), fault};
}

request_fault fault_in(std::string_view bytes) {
  auto result = parse(bytes);
  CAPTURE(bytes);
  CHECK(result.what == progress::failed);
  CHECK(result.used == bytes.size());
  return result.fault;
}

} // namespace

TEST_CASE("a request without a body is complete after its empty line") {
  const std::string bytes =
      "GET /a?b HTTP/1.1\r\nHost: pit\r\nX-Empty:\r\n\r\n";
  auto result = parse(bytes + "GET /next");
  CHECK(result.what == progress::complete);
  CHECK(result.used == bytes.size());
  CHECK(result.req.method() == method::get);
  CHECK(result.req.target() == "/a?b");
  CHECK(result.req.header("host") == "pit");
  CHECK(result.req.header("x-empty").empty());
  CHECK(result.req.headers().size() == 2);
}

TEST_CASE("a request may come byte by byte, from a buffer that moves") {
  const std::string bytes = "\r\nPOST / HTTP/1.1\r\nHost: pit\r\n"
                            "Content-Length: 5\r\n\r\nhello";
  auto parser = make_parser();
  std::string waiting;
  progress what = progress::need_more;
  for (char c : bytes) {
    CHECK(what == progress::need_more);
    waiting = std::string(waiting) + c;
    auto result = parser.parse(waiting);
    waiting.erase(0, result.used);
    what = result.what;
  }
  CHECK(what == progress::complete);
  CHECK(waiting.empty());
  CHECK(parser.keep_alive());
  request req(parser.take());
  CHECK(req.header("Host") == "pit");
  CHECK(req.body() == "hello");
}

TEST_CASE("one parser takes one request after the other") {
  auto parser = make_parser();
  for (auto* target : {"/1", "/2", "/3"}) {
    const auto bytes =
        "GET " + std::string{target} + " HTTP/1.1\r\nHost: pit\r\n\r\n";
    CHECK(parser.parse(bytes).what == progress::complete);
    CHECK(request(parser.take()).target() == target);
  }
}

TEST_CASE("chunks are put together, and trailers left out") {
  auto result = parse("POST / HTTP/1.1\r\nHost: pit\r\n"
                      "Transfer-Encoding: Chunked\r\n\r\n"
                      "3\r\nlow\r\n4;ext=1\r\nslow\r\n0\r\nX-T: 1\r\n\r\n");
  CHECK(result.what == progress::complete);
  CHECK(result.req.body() == "lowslow");
  CHECK(result.req.header("X-T").empty());
}

TEST_CASE("keep-alive is the default of 1.1 only") {
  auto keeps = [](std::string_view bytes) {
    auto parser = make_parser();
    CHECK(parser.parse(bytes).what == progress::complete);
    return parser.keep_alive();
  };
  CHECK(keeps("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  CHECK_FALSE(keeps("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
  CHECK_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
  CHECK(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST_CASE("a version that is not spoken is told apart from nonsense") {
  CHECK(fault_in("GET / HTTP/2.0\r\nHost: a\r\n\r\n")
        == request_fault::version_not_supported);
  CHECK(fault_in("GET / HTTP/0.9\r\n\r\n")
        == request_fault::version_not_supported);
  CHECK(fault_in("GET / FTP/1.1\r\n\r\n") == request_fault::malformed);
  CHECK(fault_in("GET /\r\n\r\n") == request_fault::malformed);
}

TEST_CASE("methods and codings that nobody knows are not implemented") {
  CHECK(fault_in("SMOKE / HTTP/1.1\r\nHost: a\r\n\r\n")
        == request_fault::not_implemented);
  CHECK(fault_in("POST / HTTP/1.1\r\nHost: a\r\n"
                 "Transfer-Encoding: gzip, chunked\r\n\r\n")
        == request_fault::not_implemented);
  CHECK(fault_in("POST / HTTP/1.1\r\nHost: a\r\n"
                 "Transfer-Encoding: gzip\r\n\r\n")
        == request_fault::not_implemented);
}

TEST_CASE("framing that two parsers may read differently is malformed") {
  for (auto* fields :
       {"Content-Length: 1\r\nContent-Length: 1", "Content-Length: 1, 1",
        "Content-Length: +1", "Content-Length: -1", "Content-Length: 1 1",
        "Content-Length: 1\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 1",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Content-Length : 1", "X-Fold: a\r\n b", "X-Nul: a\1b"})
    CHECK(fault_in("POST / HTTP/1.1\r\nHost: a\r\n" + std::string{fields}
                   + "\r\n\r\n")
          == request_fault::malformed);
  CHECK(fault_in("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n")
        == request_fault::malformed);
}

TEST_CASE("a line that ends without a carriage return is malformed") {
  CHECK(fault_in("GET / HTTP/1.1\nHost: a\n\n") == request_fault::malformed);
  CHECK(fault_in("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n")
        == request_fault::malformed);
}

TEST_CASE("HTTP/1.1 names its host, once") {
  CHECK(fault_in("GET / HTTP/1.1\r\n\r\n") == request_fault::malformed);
  CHECK(fault_in("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n")
        == request_fault::malformed);
  CHECK(parse("GET / HTTP/1.0\r\n\r\n").what == progress::complete);
}

TEST_CASE("what is too large is told apart") {
  const std::string filler(header_limit, 'x');
  CHECK(fault_in("GET /" + filler) == request_fault::target_too_long);
  CHECK(fault_in("GET / HTTP/1.1\r\nHost: a\r\nX: " + filler)
        == request_fault::header_too_large);
  CHECK(fault_in("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 17\r\n\r\n")
        == request_fault::body_too_large);
  CHECK(fault_in("POST / HTTP/1.1\r\nHost: a\r\n"
                 "Transfer-Encoding: chunked\r\n\r\n11\r\n")
        == request_fault::body_too_large);
}

TEST_CASE("the header limit holds for a header that comes in pieces") {
  auto parser = make_parser();
  std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n";
  while (parser.parse(bytes).what == progress::need_more)
    bytes += "X: y\r\n";
  CHECK(parser.fault() == request_fault::header_too_large);
  CHECK(bytes.size() < header_limit + 8);
}

TEST_CASE("chunk sizes and extensions have a bound") {
  const std::string head =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(fault_in(head + "fffffffffffffffff\r\n") == request_fault::malformed);
  CHECK(fault_in(head + "1;" + std::string(header_limit, 'x'))
        == request_fault::malformed);
  CHECK(fault_in(head + "x\r\n") == request_fault::malformed);
}

TEST_CASE("an unknown expectation fails, 100-continue is noticed") {
  CHECK(fault_in("POST / HTTP/1.1\r\nHost: a\r\nExpect: beer\r\n\r\n")
        == request_fault::expectation_failed);
  auto parser = make_parser();
  CHECK_FALSE(parser.expects_continue());
  CHECK(parser
            .parse("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
                   "Expect: 100-Continue\r\n\r\n")
            .what
        == progress::need_more);
  CHECK(parser.in_body());
  CHECK(parser.expects_continue());
}

TEST_CASE("what is known of a refused request is kept for the log") {
  auto result = parse("SMOKE /ribs HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(result.req.method_name() == "SMOKE");
  CHECK(result.req.path() == "/ribs");
}
