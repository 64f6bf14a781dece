#include "app/log/combined_line.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>

using namespace smokehouse;

namespace {

/// Local time is that of a zone, for the scope.
class time_zone {
public:
  explicit time_zone(const char* zone) {
    ::setenv("TZ", zone, 1);
    ::tzset();
  }

  ~time_zone() {
    ::unsetenv("TZ");
    ::tzset();
  }
};

/// 2026-11-24T04:07:08Z
const auto some_time = std::chrono::system_clock::from_time_t(1'795'493'228);

std::string line(const http::request& request, const http::exchange& how) {
  std::string result;
  app::append_combined(result, request, how, some_time);
  return result;
}

http::request_builder from(const char* address) {
  return http::request_builder{}.peer(
      {http::asio::ip::make_address(address), 60374});
}

} // namespace

TEST_CASE("a combined line has the body's bytes, the referrer and the agent") {
  time_zone utc{"UTC0"};
  auto request = from("127.0.0.1")
                     .target("/async/?a=b")
                     .header("Referer", "http://a/")
                     .header("User-Agent", "curl/7.88.1")
                     .build();
  CHECK(line(request, {.bytes = 200, .head_bytes = 180})
        == "127.0.0.1 - - [24/Nov/2026:04:07:08 +0000] "
           "\"GET /async/?a=b HTTP/1.1\" 200 20 \"http://a/\" \"curl/7.88.1\"");
}

TEST_CASE("a combined line has dashes for what is missing, and local time") {
  time_zone newfoundland{"NST3:30"};
  CHECK(line(from("::1").build(), {.outcome = http::outcome::cancelled})
        == "::1 - - [24/Nov/2026:00:37:08 -0330] \"GET / HTTP/1.1\" 499 0 "
           "\"-\" \"-\"");
}

TEST_CASE("an agent cannot forge a combined line") {
  time_zone utc{"UTC0"};
  auto request = from("10.0.0.1").header("User-Agent", "a\" \"\x1b").build();
  CHECK(line(request, {}).ends_with(" \"-\" \"a\\x22 \\x22\\x1b\""));
}
