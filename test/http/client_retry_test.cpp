#include "test/http/client_bench.hpp"
#include "test/support/scripted_peer.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::test;
using smokehouse::http::error;

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
