#include "test/http/client_bench.hpp"
#include "test/support/eventually.hpp"
#include "test/support/scripted_peer.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace smokehouse::test;
using namespace std::chrono_literals;
using smokehouse::http::client_settings;
using smokehouse::http::error;

namespace {

/// Answers every request with the number of its connection.
class numbering_peer : public scripted_peer {
public:
  numbering_peer()
      : scripted_peer([this](tcp::socket& socket, unsigned nth) {
          return serve(socket, nth);
        }) {}

private:
  asio::awaitable<void> serve(tcp::socket& socket, unsigned nth) {
    for (;;) {
      co_await read_request(socket);
      co_await write(socket, answer(std::to_string(nth)));
    }
  }
};

/// Answers nothing before `open_gate`, then every request with its target.
class gated_peer : public scripted_peer {
public:
  gated_peer()
      : scripted_peer(
          [this](tcp::socket& socket, unsigned) { return serve(socket); }) {}

  void open_gate() {
    open_ = true;
  }

private:
  asio::awaitable<void> serve(tcp::socket& socket) {
    asio::steady_timer poll(socket.get_executor());
    for (;;) {
      auto head = co_await read_request(socket);
      while (!open_) {
        poll.expires_after(1ms);
        co_await poll.async_wait(asio::use_awaitable);
      }
      auto target = head.substr(4, head.find(' ', 4) - 4);
      co_await write(socket, answer(target));
    }
  }

  std::atomic<bool> open_ = false;
};

} // namespace

TEST_CASE("requests one after the other share one connection") {
  numbering_peer peer;
  client_bench bench(peer.url());
  for (int i = 0; i < 5; ++i)
    CHECK(bench.get("/").answer.body() == "0");
  auto stats = bench.client->stats();
  CHECK(stats.connects == 1);
  CHECK(stats.reused == 4);
  CHECK(stats.answered == 5);
  CHECK(stats.idle == 1);
  CHECK(stats.busy == 0);
}

TEST_CASE("requests at the same time have connections of their own") {
  gated_peer peer;
  client_bench bench(peer.url());
  std::vector<std::optional<outcome>*> places;
  for (int i = 0; i < 8; ++i)
    places.push_back(&bench.start("/" + std::to_string(i)));
  CHECK(bench.turn_until([&] { return peer.requests() == 8; }));
  CHECK(bench.client->stats().busy == 8);
  peer.open_gate();
  CHECK(bench.turn_until([&] { return bench.finished() == 8; }));
  for (int i = 0; i < 8; ++i)
    CHECK(places[i]->value().answer.body() == "/" + std::to_string(i));
  CHECK(peer.accepted() == 8);
}

TEST_CASE("over the bound requests wait in line and are served in order") {
  gated_peer peer;
  client_bench bench(peer.url(), {.max_connections = 1});
  std::vector<std::string> order;
  for (int i = 0; i < 20; ++i)
    boost::asio::co_spawn(bench.context,
                          bench.client->get("/" + std::to_string(i)),
                          [&](std::exception_ptr, auto answer) {
                            order.push_back(answer.body());
                          });
  CHECK(bench.turn_until([&] { return peer.requests() == 1; }));
  CHECK(bench.client->stats().waiting == 19);
  peer.open_gate();
  CHECK(bench.turn_until([&] { return order.size() == 20; }));
  for (int i = 0; i < 20; ++i)
    CHECK(order[i] == "/" + std::to_string(i));
  CHECK(peer.accepted() == 1);
}

TEST_CASE("a request beyond the waiting line's bound is refused at once") {
  gated_peer peer;
  client_bench bench(peer.url(), {.max_connections = 2, .max_waiting = 3});
  for (int i = 0; i < 2; ++i)
    bench.start("/");
  CHECK(bench.turn_until([&] { return peer.requests() == 2; }));
  for (int i = 0; i < 3; ++i)
    bench.start("/");
  CHECK(bench.get("/").error == error::pool_full);
  CHECK(bench.client->stats().waiting == 3);
  // Nobody was served, and longer and longer nobody is.
  CHECK(eventually([&] {
    CHECK(bench.get("/").error == error::pool_full);
    return bench.client->time_to_drain() > 100ms;
  }));
}

TEST_CASE("the connection used last is used first") {
  gated_peer peer;
  client_bench bench(peer.url());
  auto& first = bench.start("/a");
  auto& second = bench.start("/b");
  CHECK(bench.turn_until([&] { return peer.requests() == 2; }));
  peer.open_gate();
  CHECK(bench.turn_until([&] { return first && second; }));
  CHECK(bench.client->stats().idle == 2);
  for (int i = 0; i < 4; ++i)
    bench.get("/");
  CHECK(peer.accepted() == 2);
  CHECK(bench.client->stats().idle == 2);
}

TEST_CASE("an idle connection is closed after its time") {
  numbering_peer peer;
  client_bench bench(peer.url(), {.idle_timeout = 20ms});
  CHECK(bench.get("/").answer.body() == "0");
  CHECK(bench.turn_until([&] { return bench.client->stats().open == 0; }));
  CHECK(bench.get("/").answer.body() == "1");
}

TEST_CASE("an idle connection that the peer closes is forgotten") {
  scripted_peer peer([&](tcp::socket& socket, unsigned) {
    return [](scripted_peer& p, tcp::socket& s) -> asio::awaitable<void> {
      co_await p.read_request(s);
      co_await write(s, answer("bye"));
    }(peer, socket);
  });
  client_bench bench(peer.url());
  CHECK(bench.get("/").answer.body() == "bye");
  CHECK(bench.turn_until([&] { return bench.client->stats().open == 0; }));
}

TEST_CASE("a client that ends ends its requests and nothing else") {
  gated_peer peer;
  client_bench bench(peer.url(), {.max_connections = 1});
  auto& busy = bench.start("/");
  auto& waiting = bench.start("/");
  CHECK(bench.turn_until([&] { return peer.requests() == 1; }));
  bench.client.reset();
  CHECK(bench.turn_until([&] { return busy && waiting; }));
  CHECK(busy->error == error::client_closed);
  CHECK(waiting->error == error::client_closed);
}

TEST_CASE("a loop that ends with requests in flight frees everything") {
  gated_peer peer;
  client_bench bench(peer.url(), {.max_connections = 1});
  bench.start("/");
  bench.start("/");
  CHECK(bench.turn_until([&] { return peer.requests() == 1; }));
  // LeakSanitizer looks at the rest.
}

TEST_CASE("a call that would wait for most of its time is refused at once") {
  // One connection that takes 100 ms a call: in two seconds it serves twenty.
  scripted_peer peer([&](tcp::socket& socket, unsigned) {
    return [](scripted_peer& self, tcp::socket& at) -> asio::awaitable<void> {
      asio::steady_timer pause(at.get_executor());
      for (;;) {
        co_await self.read_request(at);
        pause.expires_after(100ms);
        co_await pause.async_wait(asio::use_awaitable);
        co_await write(at, answer("late"));
      }
    }(peer, socket);
  });
  client_bench bench(peer.url(), {.request_timeout = 4s, .max_connections = 1});
  CHECK_FALSE(bench.get("/").error);
  std::vector<std::optional<outcome>*> all;
  for (int i = 0; i < 100; ++i)
    all.push_back(&bench.start("/"));
  CHECK(bench.turn_until([&] { return bench.finished() == 101; }));
  auto ended = [&](boost::system::error_code how) {
    return std::ranges::count_if(
        all, [&](auto* one) { return (*one)->error == how; });
  };
  CHECK(ended({}) >= 2);
  CHECK(ended({}) <= 40);
  CHECK(ended({}) + ended(error::pool_full) == 100);
}
