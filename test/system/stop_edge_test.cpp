#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;

TEST_CASE("half a request is no work that could be left") {
  // Code 3 is for work. The timeout of a head would be over much later.
  service smokehouse({"--shutdown.grace=1s", "--http.header-timeout=1h"});
  raw_client half_a_head(smokehouse.port());
  raw_client half_a_body(smokehouse.port());
  half_a_head.send("GET / HTTP/1.1\r\nHost: ");
  half_a_body.send("PUT / HTTP/1.1\r\nHost: test\r\nContent-Length: 9\r\n\r\n");
  CHECK(smokehouse.get("/").status == 200);
  CHECK(smokehouse.stop_in_time(1.0) == 0);
}

TEST_CASE("a client that keeps its end open after the last answer is no work") {
  service smokehouse({"--smoke.smokables-delay=1s", "--shutdown.grace=1500ms"});
  auto client = smokehouse.ask("/smoke_some_meats/");
  REQUIRE(smokehouse.shows(
      [](const auto& stats) { return in_flight(stats) == 1; }));
  CHECK(smokehouse.stop_in_time(1.5) == 0);
  CHECK(client->read_answer().status == 200);
}

TEST_CASE("no time at all is a grace, too") {
  for (int run = 0; run < 10; ++run) {
    service smokehouse({"--shutdown.grace=0s"});
    auto clients = smokehouse.ask(3, "/");
    for (auto& client : clients)
      CHECK(client->read_answer().status == 200);
    auto code = smokehouse.stop_in_time(0.0);
    CHECK((code == 0 || code == 3)); // It is a race, and no crash.
  }
}

TEST_CASE("the end of the grace is orderly while answers go out") {
  for (int run = 0; run < 10; ++run) {
    // About as long as the way from the signal to the end.
    service smokehouse({"--smoke.flavor-delay=1ms",
                        "--smoke.smokables-delay=100ms",
                        "--shutdown.grace=100ms"});
    auto clients = smokehouse.ask(20, "/smoke_some_meats/");
    REQUIRE(smokehouse.prints("Getting flavor..."));
    auto code = smokehouse.stop_in_time(0.1);
    CHECK((code == 0 || code == 3)); // It is a race, and no crash.
  }
}
