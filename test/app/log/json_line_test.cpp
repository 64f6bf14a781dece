#include "app/log/json_line.hpp"
#include "http/request_builder.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

/// 2026-11-24T04:07:08.123Z
const auto some_time =
    std::chrono::system_clock::from_time_t(1'795'493'228) + 123ms;

boost::json::value line(const http::request& request,
                        const http::exchange& how) {
  std::string result;
  app::append_json(result, request, how, some_time);
  CHECK(result.find('\n') == result.npos);
  return boost::json::parse(result);
}

} // namespace

TEST_CASE("a JSON line tells everything about a request") {
  auto request = http::request_builder{}
                     .target("/async/?a=b")
                     .header("User-Agent", "curl/7.88.1")
                     .peer({http::asio::ip::make_address("::1"), 60374})
                     .build();
  auto got = line(request, {.bytes = 200, .duration = 12'345us});
  CHECK(got.at("time") == "2026-11-24T04:07:08.123Z");
  CHECK(got.at("id") == request.id().c_str());
  CHECK(got.at("peer") == "[::1]:60374");
  CHECK(got.at("method") == "GET");
  CHECK(got.at("target") == "/async/?a=b");
  CHECK(got.at("version") == "1.1");
  CHECK(got.at("user_agent") == "curl/7.88.1");
  CHECK(got.at("status") == 200);
  CHECK(got.at("outcome") == "answered");
  CHECK(got.at("why") == "");
  CHECK(got.at("bytes") == 200);
  CHECK(got.at("duration_s") == 0.012345);
}

TEST_CASE("a JSON line splits the duration") {
  http::request request;
  auto at = request.received();
  request.timeline().enter_front(at + 1ms);
  request.timeline().end(at + 4ms);
  auto got = line(request, {.duration = 6ms});
  CHECK(boost::json::serialize(got.at("split"))
        == R"([{"name":"front","s":3E-3},{"name":"mailbox","s":1E-3},)"
           R"({"name":"write","s":2E-3}])");
  CHECK(line({}, {}).at("split").as_array().empty());
}

TEST_CASE("a JSON line tells why the server ended a request") {
  auto got =
      line({}, {.outcome = http::outcome::cancelled, .why = "client left"});
  CHECK(got.at("status") == 499);
  CHECK(got.at("outcome") == "cancelled");
  CHECK(got.at("why") == "client left");
}

TEST_CASE("whatever a client sends, the line is JSON") {
  auto request = http::request_builder{}
                     .target("/\"\\\xff")
                     .header("User-Agent", "\\\\\x01\"")
                     .build();
  auto got = line(request, {});
  CHECK(got.at("target") == "/\\x22\\x5c\\xff");
  CHECK(got.at("user_agent") == "\\x5c\\x5c\\x01\\x22");
}
