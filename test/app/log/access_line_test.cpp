#include "app/log/access_line.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app;
namespace http = smokehouse::http;

namespace {

http::tcp::endpoint peer(const char* address) {
  return {http::asio::ip::make_address(address), 60374};
}

std::string line(const http::request& request,
                 http::status status = http::status::ok,
                 http::outcome outcome = http::outcome::answered) {
  http::exchange how;
  how.status = status;
  how.outcome = outcome;
  return access_line(log_format::uvicorn, request, how);
}

} // namespace

TEST_CASE("an access line is uvicorn's") {
  auto request = http::request_builder{}
                     .target("/async/?a=b")
                     .peer(peer("127.0.0.1"))
                     .build();
  CHECK(line(request)
        == "INFO:     127.0.0.1:60374 - \"GET /async/?a=b HTTP/1.1\" 200 OK");
}

TEST_CASE("an access line has the method, version and status that there were") {
  auto request = http::request_builder{}
                     .method(http::method::post)
                     .version(10)
                     .peer(peer("::1"))
                     .build();
  CHECK(line(request, http::status::method_not_allowed)
        == "INFO:     [::1]:60374 - \"POST / HTTP/1.0\" 405 Method Not "
           "Allowed");
}

TEST_CASE("a client that left is a 499 in the access log") {
  auto request = http::request_builder{}.peer(peer("127.0.0.1")).build();
  CHECK(line(request, http::status::ok, http::outcome::cancelled)
            .ends_with("\" 499 Client Closed Request"));
}

TEST_CASE("a refused request has the status of its refusal") {
  auto request = http::request_builder{}.peer(peer("127.0.0.1")).build();
  CHECK(line(request, http::status::service_unavailable, http::outcome::shed)
            .ends_with("\" 503 Service Unavailable"));
}

TEST_CASE("the format none has no lines") {
  CHECK(access_line(log_format::none, {}, {}) == "");
}

TEST_CASE("what could forge or break a line is escaped") {
  CHECK(escape("/plain?a=%20") == "/plain?a=%20");
  CHECK(escape("a\r\nb") == "a\\x0d\\x0ab");
  CHECK(escape("\" 200 OK\\") == "\\x22 200 OK\\x5c");
  CHECK(escape("\x1b[31m\x7f\xff") == "\\x1b[31m\\x7f\\xff");
  auto request = http::request_builder{}
                     .target("/\x1b[2J\"")
                     .peer(peer("127.0.0.1"))
                     .build();
  CHECK(line(request).find("\"GET /\\x1b[2J\\x22 HTTP/1.1\"")
        != std::string::npos);
}
