#include "test/support/eventually.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <boost/system/system_error.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::test;

namespace {

/// Waits until that many requests have no answer.
bool busy(service& smokehouse, int requests) {
  return smokehouse.shows(
      [=](const auto& stats) { return in_flight(stats) == requests; });
}

bool refuses_connections(const service& smokehouse) {
  try {
    raw_client{smokehouse.port()};
    return false;
  } catch (const boost::system::system_error& e) {
    return e.code() == boost::system::errc::connection_refused;
  }
}

} // namespace

TEST_CASE("either signal ends an idle service") {
  for (int signal : {SIGTERM, SIGINT}) {
    CAPTURE(signal);
    service smokehouse;
    stopwatch watch;
    CHECK(smokehouse.stop(signal) == 0);
    // It does not wait for the end of its grace, 10 s.
    CHECK(watch.elapsed() < 9.0);
  }
}

TEST_CASE("idle connections are closed at once") {
  service smokehouse({"--shutdown.grace=1h"});
  auto fresh = std::make_unique<raw_client>(smokehouse.port());
  auto used = smokehouse.ask("/");
  CHECK(used->read_answer().status == 200);
  smokehouse.signal(SIGTERM);
  CHECK(used->at_end());
  CHECK(fresh->at_end());
  CHECK(smokehouse.exit_code() == 0);
}

TEST_CASE("half a request holds up the end for its own timeout only") {
  service smokehouse({"--shutdown.grace=1h", "--http.header-timeout=2s"});
  raw_client client(smokehouse.port());
  client.send("GET / HTTP/1.1\r\nHost: ");
  CHECK(smokehouse.get("/").status == 200);
  CHECK(smokehouse.stop() == 0);
}

TEST_CASE("requests in flight are answered, and told that it was the last") {
  service smokehouse({"--smoke.smokables-delay=2s"});
  auto clients = smokehouse.ask(20, "/smoke_some_meats/");
  REQUIRE(busy(smokehouse, 20));
  smokehouse.signal(SIGTERM);
  for (auto& client : clients) {
    auto answer = client->read_answer();
    CHECK(answer.status == 200);
    CHECK(answer.fields["connection"] == "close");
    CHECK(client->at_end());
  }
  CHECK(smokehouse.exit_code() == 0);
}

TEST_CASE("blocking work in flight is finished") {
  service smokehouse({"--burn.duration=2s"});
  auto clients = smokehouse.ask(3, "/burn_some_meats/");
  REQUIRE(busy(smokehouse, 3));
  smokehouse.signal(SIGTERM);
  for (auto& client : clients)
    CHECK(client->read_answer().body == "Burned some meats.");
  CHECK(smokehouse.exit_code() == 0);
}

TEST_CASE("nobody new is let in while work is finished") {
  service smokehouse({"--smoke.smokables-delay=4s"});
  auto client = smokehouse.ask("/smoke_some_meats/");
  REQUIRE(busy(smokehouse, 1));
  smokehouse.signal(SIGTERM);
  CHECK(eventually([&] { return refuses_connections(smokehouse); }));
  CHECK_FALSE(answered(client));
  CHECK(client->read_answer().status == 200);
  CHECK(smokehouse.exit_code() == 0);
}

TEST_CASE("who asks on a connection with work hears that it is not ready") {
  service smokehouse({"--smoke.smokables-delay=4s"});
  auto client = smokehouse.ask("/smoke_some_meats/");
  REQUIRE(busy(smokehouse, 1));
  smokehouse.signal(SIGTERM);
  REQUIRE(eventually([&] { return refuses_connections(smokehouse); }));
  client->send(get("/readyz"));
  CHECK(client->read_answer().status == 200);
  auto ready = client->read_answer();
  CHECK(ready.status == 503);
  CHECK(ready.body.find("draining") != std::string::npos);
  CHECK(ready.fields["connection"] == "close");
  CHECK(smokehouse.exit_code() == 0);
}

TEST_CASE("a job in the background is finished") {
  for (std::string path : {"/async/", "/sync_to_async/"}) {
    CAPTURE(path);
    service smokehouse({"--tick.interval=300ms"});
    CHECK(smokehouse.get(path).status == 200);
    CHECK(smokehouse.stop() == 0);
    CHECK(smokehouse.console().back() == "<Response [200 OK]>");
  }
}

TEST_CASE("blocking work past the grace is left behind") {
  service smokehouse({"--burn.duration=1h", "--http.request-timeout=2h",
                      "--shutdown.grace=1s"});
  auto clients = smokehouse.ask(8, "/burn_some_meats/");
  REQUIRE(busy(smokehouse, 8));
  stopwatch watch;
  CHECK(smokehouse.stop_in_time(1.0) == 3);
  CHECK(watch.elapsed() >= 1.0);
  for (auto& client : clients)
    CHECK(client->at_end());
}

TEST_CASE("blocking work that nobody waits for is left behind, too") {
  service smokehouse({"--burn.duration=1h", "--shutdown.grace=1s"});
  auto client = smokehouse.ask("/burn_some_meats/");
  REQUIRE(busy(smokehouse, 1));
  client->reset();
  REQUIRE(busy(smokehouse, 0));
  stopwatch watch;
  CHECK(smokehouse.stop_in_time(1.0) == 3);
  CHECK(watch.elapsed() >= 1.0);
}

TEST_CASE("waiting requests past the grace are left behind") {
  service smokehouse({"--smoke.smokables-delay=1h", "--shutdown.grace=1s"});
  auto client = smokehouse.ask("/smoke_some_meats/");
  REQUIRE(busy(smokehouse, 1));
  stopwatch watch;
  CHECK(smokehouse.stop_in_time(1.0) == 3);
  CHECK(watch.elapsed() >= 1.0);
}

TEST_CASE("a job in the background past the grace is left behind") {
  service smokehouse({"--tick.interval=1h", "--shutdown.grace=1s"});
  CHECK(smokehouse.get("/async/").status == 200);
  stopwatch watch;
  CHECK(smokehouse.stop_in_time(1.0) == 3);
  CHECK(watch.elapsed() >= 1.0);
}

TEST_CASE("a frozen shard does not hold up the end") {
  service smokehouse({"--burn.mode=inline", "--burn.duration=1h",
                      "--caf.scheduler.max-threads=1", "--shutdown.grace=1s"});
  auto client = smokehouse.ask("/");
  client->read_answer();
  client->send(get("/burn_some_meats/"));
  stopwatch watch;
  CHECK(smokehouse.stop_in_time(1.0) == 3);
  CHECK(watch.elapsed() >= 1.0);
}

TEST_CASE("two signals in a row end an idle service cleanly") {
  service smokehouse({"--shutdown.grace=1h"});
  smokehouse.signal(SIGTERM);
  smokehouse.signal(SIGTERM);
  CHECK(smokehouse.exit_code() == 0);
}

TEST_CASE("a second signal ends it at once") {
  service smokehouse({"--burn.duration=1h", "--shutdown.grace=1h"});
  auto client = smokehouse.ask("/burn_some_meats/");
  REQUIRE(busy(smokehouse, 1));
  smokehouse.signal(SIGTERM);
  REQUIRE(eventually([&] { return refuses_connections(smokehouse); }));
  CHECK(smokehouse.stop(SIGINT) == 3);
}
