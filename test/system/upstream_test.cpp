#include "test/support/eventually.hpp"
#include "test/support/httpbin.hpp"
#include "test/support/ports.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/upstream_script.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;

namespace {

/// Both views that wait for the upstream give this status, none other is
/// touched, and no actor is to blame.
void check_failure(service& smokehouse, int status) {
  for (std::string path : {"/smoke_some_meats/", "/sync/"}) {
    CAPTURE(path);
    auto answer = smokehouse.get(path);
    CHECK(answer.status == status);
    CHECK(answer.fields["content-type"] == "application/problem+json");
  }
  CHECK(smokehouse.get("/").status == 200);
  CHECK(smokehouse.get("/burn_some_meats/").status == 200);
  auto stats = smokehouse.stats();
  for (const auto& actor : stats.at("actors").as_array()) {
    CAPTURE(std::string{actor.at("name").as_string()});
    CHECK(count(actor, "/failures") == 0);
    CHECK(count(actor, "/restarts") == 0);
  }
}

} // namespace

TEST_CASE("an upstream that refuses connections gives 502") {
  service smokehouse(
      with_upstream("http://127.0.0.1:" + std::to_string(free_port())));
  check_failure(smokehouse, 502);
}

TEST_CASE("an upstream that resets connections gives 502") {
  scripted_peer peer(reset);
  service smokehouse(with_upstream(peer.url()));
  check_failure(smokehouse, 502);
}

TEST_CASE("an upstream that answers an error gives 502") {
  for (std::string status : {"500 Internal Server Error", "404 Not Found"}) {
    CAPTURE(status);
    scripted_peer peer(always(answer("", status)));
    service smokehouse(with_upstream(peer.url()));
    check_failure(smokehouse, 502);
  }
}

TEST_CASE("an upstream that speaks no HTTP gives 502") {
  scripted_peer peer(always("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
  service smokehouse(with_upstream(peer.url()));
  check_failure(smokehouse, 502);
}

TEST_CASE("an upstream without a name gives 502") {
  // RFC 2606 keeps this domain free for ever.
  service smokehouse(with_upstream("http://smokehouse.invalid"));
  check_failure(smokehouse, 502);
}

TEST_CASE("an upstream that never answers gives 504 after its timeout") {
  scripted_peer peer(hang);
  // With a breaker the last of them would not be asked any more.
  service smokehouse(
      with_upstream(peer.url(), {"--upstream.request-timeout=500ms",
                                 "--upstream.breaker-failure-rate=none"}));
  stopwatch watch;
  auto waiting = smokehouse.ask(20, "/smoke_some_meats/");
  for (auto& client : waiting)
    CHECK(client->read_answer().status == 504);
  CHECK(watch.elapsed() >= 0.5);
  // One after the other they would take 10 s.
  CHECK(watch.elapsed() < 9.0);
  check_failure(smokehouse, 504);
}

TEST_CASE("others are answered while an upstream hangs") {
  scripted_peer peer(hang);
  service smokehouse(with_upstream(peer.url(), {"--upstream.request-timeout=1h",
                                                "--http.request-timeout=1h"}));
  auto waiting = smokehouse.ask(20, "/smoke_some_meats/");
  REQUIRE(smokehouse.shows(
      [](const auto& stats) { return in_flight(stats) == 20; }));
  for (int i = 0; i < 100; ++i)
    CHECK(smokehouse.get("/").status == 200);
  for (auto& client : waiting)
    CHECK_FALSE(answered(client));
}

TEST_CASE("a request is over in time though its upstream may take longer") {
  scripted_peer peer(hang);
  service smokehouse(
      with_upstream(peer.url(), {"--upstream.request-timeout=1h",
                                 "--http.request-timeout=500ms"}));
  stopwatch watch;
  CHECK(smokehouse.get("/smoke_some_meats/").status == 504);
  CHECK(watch.elapsed() >= 0.5);
  CHECK(smokehouse.get("/").status == 200);
}

TEST_CASE("an upstream that comes back is used again") {
  // The first request fails, though its fetchers try once more.
  scripted_peer peer(
      [fine = always(answer("fine"))](tcp::socket& socket, unsigned nth) {
        return nth < 4 ? reset(socket, nth) : fine(socket, nth);
      });
  service smokehouse(with_upstream(peer.url()));
  CHECK(smokehouse.get("/smoke_some_meats/").status == 502);
  CHECK(eventually(
      [&] { return smokehouse.get("/smoke_some_meats/").status == 200; }));
}

TEST_CASE("background work tells what the upstream answered") {
  scripted_peer peer(always(answer("", "503 Service Unavailable")));
  service smokehouse(with_upstream(peer.url()));
  CHECK(smokehouse.get("/async/").status == 200);
  CHECK(smokehouse.prints("<Response [503 Service Unavailable]>"));
  CHECK(smokehouse.shows([](const auto& stats) {
    return count(stats, "/background/failed") == 1;
  }));
}

TEST_CASE("background work whose upstream is gone is counted as failed") {
  service smokehouse(
      with_upstream("http://127.0.0.1:" + std::to_string(free_port())));
  CHECK(smokehouse.get("/async/").status == 200);
  CHECK(smokehouse.get("/sync_to_async/").status == 200);
  CHECK(smokehouse.shows([](const auto& stats) {
    return count(stats, "/background/failed") == 2
           && count(stats, "/background/running") == 0;
  }));
}

TEST_CASE("the real httpbin serves as upstream") {
  httpbin upstream;
  service smokehouse(with_upstream(upstream.url() + "/get"));
  CHECK(smokehouse.get("/smoke_some_meats/").status == 200);
  CHECK(smokehouse.get("/sync/").status == 200);
  CHECK(smokehouse.prints("<Response [200 OK]>"));
  auto stats = smokehouse.stats();
  CHECK(count(stats.at("upstreams").at(0), "/answered") >= 2);
}
