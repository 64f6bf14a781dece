// What nobody waits for any more is not done: requests, upstream calls, jobs.
#include "test/support/eventually.hpp"
#include "test/support/scripted_peer.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;

namespace {

std::int64_t cancelled(const boost::json::value& stats, std::string_view why) {
  return count(stats, "/http/cancellations/" + std::string{why});
}

/// Answers each request, and counts those whose client closed before.
struct slow_upstream {
  asio::awaitable<void> hold(tcp::socket& socket) {
    co_await peer.read_request(socket);
    ++open;
    co_await until_closed(socket);
    ++closed;
  }

  std::atomic<int> open = 0;
  std::atomic<int> closed = 0;
  scripted_peer peer{
      [this](tcp::socket& socket, unsigned) { return hold(socket); }};
};

asio::awaitable<void> answer_all(scripted_peer& self, tcp::socket& socket) {
  for (;;) {
    co_await self.read_request(socket);
    co_await write(socket, answer("ok"));
  }
}

std::string get_within(std::string_view target, std::string_view time) {
  return "GET " + std::string{target}
         + " HTTP/1.1\r\nHost: x\r\nX-Request-Timeout: " + std::string{time}
         + "\r\n\r\n";
}

} // namespace

TEST_CASE("of 1,000 clients 800 leave, and the upstream is asked for 200") {
  std::optional<scripted_peer> upstream;
  upstream.emplace([&](tcp::socket& socket, unsigned) {
    return answer_all(*upstream, socket);
  });
  service smokehouse(quick()
                     + options{"--upstream.url=" + upstream->url(),
                               "--smoke.flavor-delay=3s",
                               "--smoke.smokables-delay=4s"});
  auto clients = smokehouse.ask(1000, "/smoke_some_meats/");
  REQUIRE(
      smokehouse.shows([](auto& stats) { return in_flight(stats) == 1000; }));
  clients.resize(200);
  CHECK(smokehouse.shows([](auto& stats) {
    return count(stats, "/http/requests/cancelled") == 800
           && cancelled(stats, "client_left") == 800 && adds_up(stats);
  }));
  for (auto& one : clients)
    CHECK(one->read_answer().status == 200);
  CHECK(upstream->requests() == 400);
  const auto stats = smokehouse.stats();
  CHECK(count(stats, "/upstreams/0/requests") == 400);
  CHECK(in_flight(stats) == 0);
}

TEST_CASE("who leaves closes the calls at the upstream") {
  slow_upstream upstream;
  service smokehouse(quick()
                     + options{"--upstream.url=" + upstream.peer.url()});
  auto client = smokehouse.ask("/smoke_some_meats/");
  REQUIRE(eventually([&] { return upstream.open == 2; }));
  client->reset();
  CHECK(eventually([&] { return upstream.closed == 2; }));
  CHECK(smokehouse.shows([](auto& stats) {
    return count(stats, "/http/requests/cancelled") == 1
           && count(stats, "/upstreams/0/cancelled") == 2;
  }));
}

TEST_CASE("a deadline that passes closes the calls, and is told as 504") {
  // The service's, and the client's own.
  const std::string two_seconds = "2s";
  for (const auto& limit : {two_seconds, std::string{"1h"}}) {
    CAPTURE(limit);
    slow_upstream upstream;
    service smokehouse(quick()
                       + options{"--upstream.url=" + upstream.peer.url(),
                                 "--http.request-timeout=" + limit});
    raw_client client(smokehouse.port());
    client.send(limit == two_seconds
                    ? get("/smoke_some_meats/")
                    : get_within("/smoke_some_meats/", two_seconds));
    REQUIRE(eventually([&] { return upstream.open == 2; }));
    CHECK(client.read_answer().status == 504);
    CHECK(eventually([&] { return upstream.closed == 2; }));
    CHECK(smokehouse.shows([](auto& stats) {
      return cancelled(stats, "request_timeout") >= 1 && adds_up(stats);
    }));
  }
}

TEST_CASE("a job that has not begun is skipped when its deadline passes") {
  service smokehouse(quick()
                     + options{"--blocking.threads=1", "--burn.duration=2s"});
  auto first = smokehouse.ask("/burn_some_meats/");
  REQUIRE(smokehouse.shows([](auto& stats) {
    return count(entry(stats, "/blocking", "pool", "burn"), "/busy") == 1;
  }));
  raw_client second(smokehouse.port());
  second.send(get_within("/burn_some_meats/", "200ms"));
  CHECK(second.read_answer().status == 504);
  CHECK(first->read_answer().status == 200);
  CHECK(smokehouse.shows([](auto& stats) {
    const auto& burn = entry(stats, "/blocking", "pool", "burn");
    return count(burn, "/skipped") == 1 && count(burn, "/busy") == 0
           && cancelled(stats, "request_timeout") == 1;
  }));
}

TEST_CASE("a job that has not begun is skipped when its client leaves") {
  service smokehouse(quick()
                     + options{"--blocking.threads=1", "--burn.duration=1s"});
  auto first = smokehouse.ask("/burn_some_meats/");
  REQUIRE(smokehouse.shows([](auto& stats) {
    return count(entry(stats, "/blocking", "pool", "burn"), "/busy") == 1;
  }));
  auto left = smokehouse.ask(10, "/burn_some_meats/");
  auto last = smokehouse.ask("/burn_some_meats/");
  REQUIRE(smokehouse.shows([](auto& stats) {
    return count(entry(stats, "/blocking", "pool", "burn"), "/queued") == 11;
  }));
  left.clear();
  CHECK(first->read_answer().status == 200);
  CHECK(last->read_answer().status == 200);
  CHECK(smokehouse.shows([](auto& stats) {
    const auto& burn = entry(stats, "/blocking", "pool", "burn");
    return count(burn, "/skipped") == 10 && count(burn, "/busy") == 0;
  }));
  // The lines come somewhat after the answers.
  CHECK(eventually([&] {
    const auto burnt = smokehouse.console();
    return std::count(burnt.begin(), burnt.end(),
                      "Who doesn't love burnt meats?")
           == 2;
  }));
}
