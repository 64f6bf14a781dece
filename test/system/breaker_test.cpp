// The circuit breaker in front of the upstream, shared by all shards.
#include "test/support/eventually.hpp"
#include "test/support/ports.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/upstream_script.hpp"

#include <doctest/doctest.h>

#include <atomic>

using namespace smokehouse::test;

namespace {

std::string url_of(unsigned short port) {
  return "http://127.0.0.1:" + std::to_string(port);
}

std::string breaker_state(const service& smokehouse) {
  auto stats = smokehouse.stats();
  return std::string{
      stats.at_pointer("/upstreams/0/breaker/state").as_string()};
}

/// Breaks every connection off, or, once it is told to, hangs.
class failing_peer : public scripted_peer {
public:
  failing_peer()
      : scripted_peer([this](tcp::socket& socket, unsigned nth) {
          return serve(socket, nth);
        }) {}

  void hang_from_now() {
    hangs_ = true;
  }

private:
  asio::awaitable<void> serve(tcp::socket& socket, unsigned) {
    co_await read_request(socket);
    if (hangs_)
      co_await until_closed(socket);
    socket.set_option(asio::socket_base::linger(true, 0));
  }

  std::atomic<bool> hangs_ = false;
};

} // namespace

TEST_CASE("an upstream that keeps failing is left alone, which is told") {
  service smokehouse(
      with_upstream(url_of(free_port()), {"--upstream.breaker-min-calls=4",
                                          "--upstream.breaker-open-for=1h"}));
  CHECK(breaker_state(smokehouse) == "closed");
  REQUIRE(eventually(
      [&] { return smokehouse.get("/smoke_some_meats/").status == 503; }));
  for (std::string path : {"/smoke_some_meats/", "/sync/"}) {
    auto answer = smokehouse.get(path);
    CHECK(answer.status == 503);
    CHECK(answer.fields["content-type"] == "application/problem+json");
    // What is left of an hour.
    auto wait = std::stoi(answer.fields["retry-after"]);
    CHECK(wait > 3000);
    CHECK(wait <= 3600);
  }
  auto stats = smokehouse.stats();
  CHECK(breaker_state(smokehouse) == "open");
  CHECK(count(stats, "/upstreams/0/breaker/opened") == 1);
  CHECK(count(stats, "/upstreams/0/breaker/refused") >= 3);
  CHECK(count(stats, "/upstreams/0/failures_by_reason/circuit_open") >= 2);
  CHECK(count(stats, "/http/requests/shed") == 0);
  CHECK(smokehouse.logs("calls failed; the breaker is open for 3600 s"));
  auto metrics = smokehouse.get("/metrics").body;
  CHECK(metrics.find("smokehouse_upstream_breaker_state{") != metrics.npos);
  // The rest of the service is as ready as ever.
  CHECK(smokehouse.get("/readyz").status == 200);
  CHECK(smokehouse.get("/burn_some_meats/").status == 200);
}

TEST_CASE("an upstream that is well again is asked again") {
  const auto port = free_port();
  service smokehouse(
      with_upstream(url_of(port), {"--upstream.breaker-min-calls=4",
                                   "--upstream.breaker-open-for=50ms"}));
  REQUIRE(eventually([&] {
    smokehouse.get("/sync/");
    return count(smokehouse.stats(), "/upstreams/0/breaker/opened") > 1;
  }));
  scripted_peer mended(always(answer("fine")), port);
  CHECK(eventually(
      [&] { return smokehouse.get("/smoke_some_meats/").status == 200; }));
  CHECK(breaker_state(smokehouse) == "closed");
  CHECK(smokehouse.logs("the breaker is half open and tries a call"));
  CHECK(smokehouse.logs("that went well; the breaker is closed"));
}

TEST_CASE("all shards together try one call") {
  failing_peer peer;
  service smokehouse(with_upstream(
      peer.url(),
      {"--tick.count=0", "--caf.scheduler.max-threads=2",
       "--upstream.breaker-min-calls=4", "--upstream.breaker-open-for=1ms",
       "--upstream.request-timeout=1h"}));
  auto failed = [&](int wanted) {
    return smokehouse.shows([=](const auto& stats) {
      return count(stats, "/background/failed") == wanted;
    });
  };
  for (int i = 1; i <= 4; ++i) {
    CHECK(smokehouse.get("/async/").status == 200);
    REQUIRE(failed(i));
  }
  CHECK(breaker_state(smokehouse) == "open");
  const auto before = peer.requests();
  peer.hang_from_now();
  for (int i = 0; i < 20; ++i)
    CHECK(smokehouse.get("/async/").status == 200);
  CHECK(failed(4 + 19));
  CHECK(eventually([&] { return peer.requests() == before + 1; }));
  CHECK(breaker_state(smokehouse) == "half_open");
}

TEST_CASE("without a breaker the upstream is asked every time") {
  service smokehouse(with_upstream(url_of(free_port()),
                                   {"--upstream.breaker-failure-rate=none",
                                    "--upstream.breaker-min-calls=1"}));
  for (int i = 0; i < 10; ++i)
    CHECK(smokehouse.get("/sync/").status == 502);
  CHECK(smokehouse.stats().at_pointer("/upstreams/0/breaker").is_null());
}

TEST_CASE("calls are made once more as long as the budget lasts") {
  failing_peer peer;
  service smokehouse(with_upstream(
      peer.url(),
      {"--tick.count=0", "--upstream.breaker-failure-rate=none",
       "--upstream.retry-share=50", "--upstream.retries-per-second=0"}));
  for (int i = 1; i <= 10; ++i)
    CHECK(smokehouse.get("/async/").status == 200);
  REQUIRE(smokehouse.shows([](const auto& stats) {
    return count(stats, "/background/failed") == 10;
  }));
  auto stats = smokehouse.stats();
  CHECK(count(stats, "/upstreams/0/retried") == 5);
  CHECK(count(stats, "/upstreams/0/retries_refused") == 5);
  CHECK(peer.requests() == 15);
}
