#include "http/server/session.hpp"
#include "test/support/eventually.hpp"
#include "test/support/held_requests.hpp"
#include "test/support/raw_client.hpp"
#include "test/support/running_server.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::test;

TEST_CASE("answers leave in the order of the requests") {
  held_requests held;
  running_server server(held.handler());
  raw_client client(server.port());
  client.send(get("/1") + get("/2") + get("/3"));
  auto first = held.take();
  auto second = held.take();
  auto third = held.take();
  for (auto* one : {&third, &first, &second})
    std::move(one->to).send(http::text(std::string{one->req.target()}));
  CHECK(client.read_answer().body == "/1");
  CHECK(client.read_answer().body == "/2");
  CHECK(client.read_answer().body == "/3");
}

TEST_CASE("no more than max_pipelined requests are unanswered at a time") {
  held_requests held;
  auto settings = on_free_port();
  settings.max_pipelined = 3;
  running_server server(held.handler(), settings);
  raw_client client(server.port());
  std::string all;
  for (int i = 0; i < 100; ++i)
    all += get("/" + std::to_string(i));
  client.send(all);
  std::size_t most = 0;
  for (int i = 0; i < 100; ++i) {
    auto one = held.take();
    most = std::max<std::size_t>(most, server.requests().in_flight);
    std::move(one.to).send(http::text(std::string{one.req.target()}));
    CHECK(client.read_answer().body == "/" + std::to_string(i));
  }
  CHECK(most <= 3);
}

TEST_CASE("a reply is sent from any thread") {
  std::vector<std::thread> threads;
  {
    running_server server([&threads](http::request req, http::reply to) {
      threads.emplace_back(
          [req = std::move(req), to = std::move(to)]() mutable {
            std::move(to).send(http::text(std::string{req.target()}));
          });
    });
    raw_client client(server.port());
    for (int round = 0; round < 20; ++round) {
      client.send(get("/a") + get("/b"));
      CHECK(client.read_answer().body == "/a");
      CHECK(client.read_answer().body == "/b");
    }
  }
  for (auto& one : threads)
    one.join();
}

TEST_CASE("a dropped reply answers 503 and counts as shed") {
  running_server server([](http::request, http::reply) {
    // Drops the reply.
  });
  raw_client client(server.port());
  auto answer = client.send(get("/ribs")).read_answer();
  CHECK(answer.status == 503);
  CHECK(answer.fields["content-type"] == "application/problem+json");
  CHECK(answer.body.find("\"instance\":\"/ribs\"") != std::string::npos);
  CHECK(eventually([&] { return server.requests().shed == 1; }));
  CHECK(server.seen.entries().at(0).how.outcome == http::outcome::shed);
}

TEST_CASE("a reply that is dropped on another thread answers, too") {
  held_requests held;
  running_server server(held.handler());
  raw_client client(server.port());
  client.send(get("/"));
  held.take();
  CHECK(client.read_answer().status == 503);
}

TEST_CASE("a client that leaves cancels what it asked for") {
  held_requests held;
  running_server server(held.handler());
  for (const bool with_reset : {false, true}) {
    raw_client client(server.port());
    client.send(get("/1") + get("/2"));
    auto one = held.take();
    auto two = held.take();
    CHECK_FALSE(one.req.cancelled());
    with_reset ? client.reset() : client.close();
    CHECK(eventually([&] { return one.req.cancelled(); }));
    CHECK(two.req.cancelled());
    std::move(one.to).send(http::text("too late"));
  }
  CHECK(eventually([&] { return server.requests().cancelled == 4; }));
  CHECK(server.requests().in_flight == 0);
  CHECK(server.seen.entries().at(0).how.outcome == http::outcome::cancelled);
}

TEST_CASE("a client that only ends its sending gets quick answers") {
  running_server server(echo_target);
  raw_client client(server.port());
  client.send(get("/1") + get("/2")).end_sending();
  CHECK(client.read_answer().body == "/1");
  CHECK(client.read_answer().body == "/2");
  CHECK(client.at_end());
  CHECK(server.requests().answered == 2);
}

TEST_CASE("an attachment lives as long as its connection") {
  std::atomic<bool> ended{false};
  auto mark = [&ended](int* p) {
    ended = true;
    delete p;
  };
  running_server server([mark](http::request, http::reply to) {
    auto& kept = to.attachment();
    if (!kept)
      kept = std::shared_ptr<int>(new int(0), mark);
    const auto n = ++*static_cast<int*>(kept.get());
    std::move(to).send(http::text(std::to_string(n)));
  });
  raw_client client(server.port());
  CHECK(client.send(get("/")).read_answer().body == "1");
  CHECK(client.send(get("/")).read_answer().body == "2");
  CHECK_FALSE(ended);
  client.close();
  CHECK(eventually([&] { return ended.load(); }));
}

TEST_CASE("replies may outlive the connection, the server and the loop") {
  held_requests held;
  std::optional<held_requests::item> one;
  {
    running_server server(held.handler());
    raw_client client(server.port());
    client.send(get("/1") + get("/2") + get("/3"));
    one = held.take();
    server.destroy_server();
    CHECK(one->req.cancelled());
    std::move(held.take().to).send(http::text("nobody listens"));
    CHECK(client.at_end());
    CHECK(server.requests().cancelled == 3);
  }
  std::move(one->to).send(http::text("nobody at all"));
  held.take();
}

TEST_CASE("a request knows its peer, its id and its deadline") {
  held_requests held;
  running_server server(held.handler());
  raw_client client(server.port());
  client.send(get("/1") + get("/2"));
  auto one = held.take();
  auto two = held.take();
  CHECK(one.req.peer() == client.socket().local_endpoint());
  CHECK(one.req.id() != two.req.id());
  CHECK(one.req.deadline() > one.req.received());
}
