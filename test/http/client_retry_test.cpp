#include "http/circuit_breaker.hpp"
#include "http/retry_budget.hpp"
#include "test/http/client_bench.hpp"
#include "test/support/ports.hpp"
#include "test/support/scripted_peer.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::test;
using namespace std::chrono_literals;
using smokehouse::http::circuit_breaker;
using smokehouse::http::error;
using smokehouse::http::retry_budget;

namespace {

/// Answers the first `good` requests of a connection; the request after them
/// it reads, writes `last`, and closes.
class tiring_peer : public scripted_peer {
public:
  tiring_peer(int good, std::string last = {}, unsigned well_from = ~0U)
      : scripted_peer([=, this](tcp::socket& socket, unsigned nth) {
          return serve(socket, nth >= well_from ? 1000 : good, last);
        }) {}

private:
  asio::awaitable<void> serve(tcp::socket& socket, int good, std::string last) {
    for (int i = 0; i < good; ++i) {
      co_await read_request(socket);
      co_await write(socket, answer("ok"));
    }
    co_await read_request(socket);
    co_await write(socket, last);
  }
};

} // namespace

TEST_CASE("a request on a connection closed meanwhile is sent again once") {
  tiring_peer peer(1);
  client_bench bench(peer.url());
  CHECK(bench.get("/").answer.body() == "ok");
  CHECK(bench.get("/").answer.body() == "ok");
  CHECK(peer.accepted() == 2);
  CHECK(peer.requests() == 3);
  CHECK(bench.client->stats().retried == 1);
  CHECK(bench.client->stats().failures == 0);
}

TEST_CASE("a request that fails again on a new connection is not sent thrice") {
  scripted_peer peer([&](tcp::socket& socket, unsigned nth) {
    return [](scripted_peer& p, tcp::socket& s,
              unsigned n) -> asio::awaitable<void> {
      co_await p.read_request(s);
      if (n > 0)
        co_return;
      co_await write(s, answer("ok"));
      co_await p.read_request(s);
    }(peer, socket, nth);
  });
  client_bench bench(peer.url());
  CHECK(bench.get("/").answer.body() == "ok");
  CHECK(bench.get("/").error == error::connection_closed);
  CHECK(peer.requests() == 3);
}

TEST_CASE("a request whose answer has begun is not sent again") {
  tiring_peer peer(1, "HTTP/1.1 200");
  client_bench bench(peer.url());
  CHECK(bench.get("/").answer.body() == "ok");
  CHECK(bench.get("/").error == error::connection_closed);
  CHECK(peer.requests() == 2);
  CHECK(bench.client->stats().retried == 0);
}

TEST_CASE("a stale connection takes those idle longer with it") {
  tiring_peer peer(1, {}, 2);
  client_bench bench(peer.url());
  auto& first = bench.start("/");
  auto& second = bench.start("/");
  CHECK(bench.turn_until([&] { return first && second; }));
  CHECK(bench.client->stats().idle == 2);
  CHECK(bench.get("/").answer.body() == "ok");
  CHECK(bench.client->stats().open == 1);
  CHECK(peer.accepted() == 3);
}

TEST_CASE("a call that got no byte of an answer is made once more") {
  tiring_peer peer(0, {}, 1);
  client_bench bench(peer.url());
  CHECK(bench.get("/").answer.body() == "ok");
  CHECK(peer.requests() == 2);
  CHECK(bench.client->stats().retried == 1);
}

TEST_CASE("a refused connection is tried once more, and then told") {
  client_bench bench("http://127.0.0.1:" + std::to_string(free_port()));
  CHECK(bench.get("/").error == error::connect_refused);
  CHECK(bench.client->stats().retried == 1);
}

TEST_CASE("a call whose time is over is not made once more") {
  scripted_peer peer(
      [](tcp::socket& socket, unsigned) { return until_closed(socket); });
  client_bench bench(peer.url(), {.request_timeout = 30ms});
  CHECK(bench.get("/").error == error::request_timeout);
  CHECK(bench.client->stats().retried == 0);
}

TEST_CASE("an answer is an answer, whatever its status") {
  scripted_peer peer([&](tcp::socket& socket, unsigned) {
    return [](scripted_peer& p, tcp::socket& s) -> asio::awaitable<void> {
      co_await p.read_request(s);
      co_await write(s, answer("", "503 Service Unavailable"));
    }(peer, socket);
  });
  client_bench bench(peer.url());
  CHECK(bench.get("/").answer.status_number() == 503);
  CHECK(peer.requests() == 1);
}

TEST_CASE("without a budget left nothing is made once more, which is counted") {
  tiring_peer peer(0);
  auto budget = std::make_shared<retry_budget>(
      smokehouse::http::retry_settings{.share = 0.5, .per_second = 0});
  client_bench bench(peer.url(), {.retries = budget});
  for (int i = 0; i < 4; ++i)
    CHECK(bench.get("/").error == error::connection_closed);
  // Each call earns half of another.
  CHECK(bench.client->stats().retried == 2);
  CHECK(bench.client->stats().retries_refused == 2);
  CHECK(peer.requests() == 6);
}

TEST_CASE("the probe of a breaker is made once") {
  tiring_peer peer(0);
  auto breaker =
      std::make_shared<circuit_breaker>(smokehouse::http::breaker_settings{
          .failure_rate = 1, .min_calls = 1, .window = 1h, .open_for = 0ms});
  client_bench bench(peer.url(), {.breaker = breaker});
  CHECK(bench.get("/").error == error::connection_closed);
  CHECK(peer.requests() == 2);
  CHECK(bench.get("/").error == error::connection_closed);
  CHECK(peer.requests() == 3);
}
