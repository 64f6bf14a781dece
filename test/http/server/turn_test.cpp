// Many connections in one turn.
#include "test/http/server/tls_server.hpp"
#include "test/support/eventually.hpp"
#include "test/support/raw_client.hpp"
#include "test/support/running_server.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <future>

using namespace smokehouse;
using namespace smokehouse::test;

namespace {

http::server_settings with_io_uring(bool yes) {
  auto result = on_free_port();
  result.io_uring = yes;
  return result;
}

void echo_body(http::request req, http::reply to) {
  std::move(to).send(http::text(std::string{req.body()}));
}

std::string post(std::string_view body) {
  return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "
         + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

} // namespace

TEST_CASE("all who ask at once are answered, more than a batch, too") {
  for (bool io_uring : {true, false}) {
    CAPTURE(io_uring);
    running_server server(echo_target, with_io_uring(io_uring));
    std::deque<raw_client> clients;
    for (int i = 0; i < 150; ++i)
      clients.emplace_back(server.port());
    for (int round = 0; round < 3; ++round) {
      // While the loop is at this, it looks at none of them.
      server.on_loop([&](http::server&) {
        for (std::size_t i = 0; i < clients.size(); ++i)
          clients[i].send(get("/" + std::to_string(i)));
      });
      for (std::size_t i = 0; i < clients.size(); ++i)
        CHECK(clients[i].read_answer().body == "/" + std::to_string(i));
    }
  }
}

TEST_CASE("whatever others do in a turn, each has its own answer") {
  for (bool io_uring : {true, false}) {
    CAPTURE(io_uring);
    running_server server(echo_body, with_io_uring(io_uring));
    raw_client small(server.port()), half(server.port()), batch(server.port()),
        wrong(server.port()), leaver(server.port()), breaker(server.port());
    for (auto* one : {&small, &half, &batch, &wrong, &leaver, &breaker})
      CHECK(one->send(get("/")).read_answer().status == 200);
    std::string many;
    for (int i = 0; i < 20; ++i)
      many += post(std::to_string(i));
    const auto halves = post("in two parts");
    server.on_loop([&](http::server&) {
      small.send(post("small"));
      half.send(halves.substr(0, 30));
      batch.send(many);
      wrong.send("no request at all\r\n\r\n");
      leaver.close();
      breaker.send(post("never read")).reset();
    });
    CHECK(small.read_answer().body == "small");
    CHECK(wrong.read_answer().status == 400);
    CHECK(wrong.at_end());
    wrong.close();
    for (int i = 0; i < 20; ++i)
      CHECK(batch.read_answer().body == std::to_string(i));
    CHECK(half.send(halves.substr(30)).read_answer().body == "in two parts");
    CHECK(eventually(
        [&] { return server.counters.connections_open.get() == 3; }));
  }
}

TEST_CASE("bodies that come at once come whole") {
  for (bool io_uring : {true, false}) {
    CAPTURE(io_uring);
    running_server server(echo_body, with_io_uring(io_uring));
    std::deque<raw_client> clients;
    std::deque<std::string> bodies;
    for (char c = 'a'; c < 'u'; ++c) {
      clients.emplace_back(server.port());
      bodies.emplace_back(50'000 + 7'001 * (c - 'a'), c);
      bodies.back() += "end";
    }
    std::deque<std::future<void>> senders;
    server.on_loop([&](http::server&) {
      for (std::size_t i = 0; i < clients.size(); ++i)
        senders.push_back(std::async(
            std::launch::async, [&, i] { clients[i].send(post(bodies[i])); }));
    });
    for (std::size_t i = 0; i < clients.size(); ++i) {
      senders[i].get();
      CHECK(clients[i].read_answer().body == bodies[i]);
    }
  }
}

TEST_CASE("who speaks TLS and who does not share a turn") {
  for (bool io_uring : {true, false}) {
    CAPTURE(io_uring);
    auto settings = with_tls(with_io_uring(io_uring));
    settings.tls_port = 0;
    running_server server(echo_body, settings);
    std::uint16_t tls_port = 0;
    server.on_loop([&](http::server& one) { tls_port = one.tls_port(); });
    std::deque<raw_client> clients;
    for (int i = 0; i < 6; ++i)
      if (i % 2 == 0)
        clients.emplace_back(server.port());
      else
        clients.emplace_back(tls_port).secure(trusting());
    for (int round = 0; round < 2; ++round) {
      server.on_loop([&](http::server&) {
        for (auto& one : clients)
          one.send(post("ribs"));
      });
      for (auto& one : clients)
        CHECK(one.read_answer().body == "ribs");
    }
  }
}
