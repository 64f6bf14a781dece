// The last line of the log tells how the service ended, and what was left.
#include "test/support/eventually.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <algorithm>

using namespace smokehouse::test;

using boost::json::value;

namespace {

/// The last line of the log, once the service has ended.
value report(service& smokehouse) {
  const auto lines = smokehouse.log();
  REQUIRE_FALSE(lines.empty());
  return boost::json::parse(lines.back());
}

std::string text(const value& from, std::string_view pointer) {
  return std::string{from.at_pointer(pointer).as_string()};
}

double age(const value& from) {
  return from.at("age_s").to_number<double>();
}

} // namespace

TEST_CASE("an idle service ends with a report of nothing") {
  service smokehouse;
  CHECK(smokehouse.get("/").status == 200);
  REQUIRE(
      smokehouse.prints("GET / ")); // once it has ended for the service, too
  CHECK(smokehouse.stop() == 0);
  const auto said = report(smokehouse);
  CHECK(text(said, "/event") == "stopped");
  CHECK(text(said, "/signal") == "SIGTERM");
  CHECK(text(said, "/why") == "drained");
  CHECK(count(said, "/exit_code") == 0);
  CHECK(count(said, "/finished/requests") == 0);
  for (std::string what : {"requests", "background", "blocking"})
    CHECK(count(said, "/left/counts/" + what) == 0);
}

TEST_CASE("what the end waited for is named, and counted as finished") {
  service smokehouse({"--smoke.smokables-delay=1s", "--tick.interval=200ms"});
  CHECK(smokehouse.get("/async/").status == 200);
  auto client = smokehouse.ask("/smoke_some_meats/");
  REQUIRE(smokehouse.shows(
      [](const auto& stats) { return in_flight(stats) == 1; }));
  CHECK(smokehouse.stop(SIGINT) == 0);
  const auto said = report(smokehouse);
  CHECK(text(said, "/signal") == "SIGINT");
  // The one for the figures may have its answer, and not have ended yet.
  const auto& requests = said.at_pointer("/waited_for/requests").as_array();
  CHECK(std::ranges::any_of(requests, [](const auto& one) {
    return one.at("path") == "/smoke_some_meats/";
  }));
  CHECK(text(said, "/waited_for/background/0/name") == "async");
  CHECK(age(said.at_pointer("/waited_for/background/0")) >= 0);
  CHECK(count(said, "/finished/requests") >= 1);
  CHECK(count(said, "/finished/background") == 1);
  CHECK(count(said, "/left/counts/requests") == 0);
}

TEST_CASE("what is left behind is named with its age") {
  service smokehouse({"--burn.duration=60s", "--tick.interval=60s",
                      "--smoke.smokables-delay=60s", "--shutdown.grace=1s",
                      "--http.request-timeout=2h"});
  CHECK(smokehouse.get("/async/").status == 200);
  auto burns = smokehouse.ask(3, "/burn_some_meats/");
  auto smokes = smokehouse.ask("/smoke_some_meats/");
  REQUIRE(smokehouse.shows(
      [](const auto& stats) { return in_flight(stats) == 4; }));
  CHECK(smokehouse.stop_in_time(1.0) == 3);
  const auto said = report(smokehouse);
  CHECK(text(said, "/why") == "the grace is over");
  CHECK(count(said, "/exit_code") == 3);
  CHECK(count(said, "/left/counts/requests") == 4);
  CHECK(count(said, "/left/counts/background") == 1);
  CHECK(count(said, "/left/counts/blocking") == 3);
  CHECK(text(said, "/left/background/0/name") == "async");
  CHECK(text(said, "/left/blocking/0/actor") == "blocking.burn");
  CHECK(text(said, "/left/blocking/0/name").find("/burn_some_meats/") == 0);
  for (const auto* list :
       {"/left/requests", "/left/blocking", "/left/background"})
    for (const auto& one : said.at_pointer(list).as_array())
      CHECK(age(one) >= 1.0);
}

TEST_CASE("an actor that keeps its shard is named") {
  service smokehouse({"--burn.mode=inline", "--burn.duration=60s",
                      "--caf.scheduler.max-threads=1", "--shutdown.grace=1s"});
  auto client = smokehouse.ask("/burn_some_meats/");
  REQUIRE(smokehouse.logs("blocked for"));
  CHECK(smokehouse.stop_in_time(1.0) == 3);
  const auto said = report(smokehouse);
  CHECK(text(said, "/left/stuck/0/actor") == "view.burn_some_meats");
  CHECK(age(said.at_pointer("/left/stuck/0")) >= 1.0);
  CHECK(count(said, "/left/counts/requests") == 1);
}

TEST_CASE("a client that leaves during the drain is counted as cancelled") {
  service smokehouse({"--smoke.smokables-delay=60s"});
  auto client = smokehouse.ask("/smoke_some_meats/");
  REQUIRE(smokehouse.shows(
      [](const auto& stats) { return in_flight(stats) == 1; }));
  smokehouse.signal(SIGTERM);
  REQUIRE(smokehouse.logs("draining"));
  client->reset();
  CHECK(smokehouse.exit_code() == 0);
  CHECK(count(report(smokehouse), "/cancelled/requests") == 1);
}

TEST_CASE("1,000 slow clients do not hold up the end") {
  service smokehouse({"--shutdown.grace=1s"});
  std::vector<service::client> slow;
  for (int i = 0; i < 1000; ++i) {
    slow.push_back(std::make_unique<raw_client>(smokehouse.port()));
    slow.back()->send("GET / HTTP/1.1\r\nHo");
  }
  REQUIRE(smokehouse.shows([](const auto& stats) {
    return count(stats, "/http/connections/open") == 1001;
  }));
  CHECK(smokehouse.stop_in_time(1.0) == 0);
  CHECK(text(report(smokehouse), "/why") == "the grace is over");
}
