#include "http/server.hpp"
#include "test/support/eventually.hpp"
#include "test/support/held_requests.hpp"
#include "test/support/raw_client.hpp"
#include "test/support/running_server.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <unistd.h>

using namespace smokehouse;
using namespace smokehouse::test;

namespace {

/// Takes all descriptors of this process but a few, of 256 in all.
class all_descriptors {
public:
  explicit all_descriptors(std::size_t but) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const rlimit low{.rlim_cur = 256, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &low);
    for (int fd = ::dup(0); fd >= 0; fd = ::dup(0))
      taken_.push_back(fd);
    for (; but > 0; --but)
      give_back();
  }

  all_descriptors(const all_descriptors&) = delete;

  all_descriptors& operator=(const all_descriptors&) = delete;

  ~all_descriptors() {
    while (!taken_.empty())
      give_back();
    ::setrlimit(RLIMIT_NOFILE, &before_);
  }

private:
  void give_back() {
    ::close(taken_.back());
    taken_.pop_back();
  }

  rlimit before_{};
  std::vector<int> taken_;
};

} // namespace

TEST_CASE("a port that is taken is an error, a shared one is not") {
  boost::asio::io_context loop;
  http::server_counters counters;
  auto settings = on_free_port();
  settings.reuse_port = true;
  http::server first(loop, settings, echo_target, counters);
  REQUIRE_FALSE(first.listen());
  settings.port = first.port();
  http::server second(loop, settings, echo_target, counters);
  CHECK_FALSE(second.listen());
  CHECK(second.port() == first.port());
  settings.reuse_port = false;
  http::server third(loop, settings, echo_target, counters);
  CHECK(third.listen() == boost::asio::error::address_in_use);
  settings.address = "not an address";
  http::server fourth(loop, settings, echo_target, counters);
  CHECK(fourth.listen());
}

TEST_CASE("a loop with a server that is closed runs out of work") {
  boost::asio::io_context loop;
  http::server_counters counters;
  http::server server(loop, on_free_port(), echo_target, counters);
  REQUIRE_FALSE(server.listen());
  raw_client client(server.port());
  client.send(get("/"));
  while (server.connections() == 0)
    loop.run_one();
  server.close();
  loop.run();
  CHECK(server.connections() == 0);
}

TEST_CASE("connections beyond the limit are refused with 503") {
  auto settings = on_free_port();
  settings.max_connections = 1;
  running_server server(echo_target, settings);
  raw_client first(server.port());
  CHECK(first.send(get("/")).read_answer().status == 200);
  {
    raw_client second(server.port());
    auto answer = second.read_answer();
    CHECK(answer.status == 503);
    CHECK(answer.fields["retry-after"] == "1");
    CHECK(answer.fields["connection"] == "close");
  }
  CHECK(first.send(get("/")).read_answer().status == 200);
  CHECK(server.counters.connections_refused.get() == 1);
  CHECK(server.counters.connections_accepted.get() == 1);
  first.close();
  CHECK(
      eventually([&] { return server.counters.connections_open.get() == 0; }));
  raw_client third(server.port());
  CHECK(third.send(get("/")).read_answer().status == 200);
}

TEST_CASE("out of descriptors, new connections wait and nothing spins") {
  running_server server(echo_target);
  // A client takes four: its socket, and epoll, timer and event of its loop.
  std::optional<raw_client> client;
  {
    all_descriptors taken(4);
    client.emplace(server.port());
    client->send(get("/"));
    std::this_thread::sleep_for(std::chrono::milliseconds(120));
    CHECK(server.counters.connections_accepted.get() == 0);
  }
  CHECK(client->read_answer().status == 200);
}

TEST_CASE("stop_accepting leaves the connections alone") {
  running_server server(echo_target);
  raw_client client(server.port());
  CHECK(client.send(get("/")).read_answer().status == 200);
  server.on_loop([](http::server& it) { it.stop_accepting(); });
  CHECK_THROWS(raw_client(server.port()));
  CHECK(client.send(get("/")).read_answer().status == 200);
}

TEST_CASE("drain closes the idle, and lets the busy answer") {
  held_requests held;
  running_server server(held.handler());
  raw_client idle(server.port());
  raw_client busy(server.port());
  busy.send(get("/1") + get("/2"));
  auto first = held.take();
  auto second = held.take();
  std::atomic<bool> drained{false};
  server.on_loop(
      [&](http::server& it) { it.drain([&drained] { drained = true; }); });
  CHECK(idle.at_end());
  CHECK_FALSE(drained);
  std::move(second.to).send(http::text("2"));
  std::move(first.to).send(http::text("1"));
  CHECK(busy.read_answer().body == "1");
  auto last = busy.read_answer();
  CHECK(last.body == "2");
  CHECK(last.fields["connection"] == "close");
  CHECK(busy.at_end());
  busy.close();
  CHECK(eventually([&] { return drained.load(); }));
  CHECK(server.requests().answered == 2);
}

TEST_CASE("drain of a server without connections is done at once") {
  running_server server(echo_target);
  std::atomic<bool> drained{false};
  server.on_loop(
      [&](http::server& it) { it.drain([&drained] { drained = true; }); });
  CHECK(eventually([&] { return drained.load(); }));
}

TEST_CASE("close cancels what is in flight") {
  held_requests held;
  running_server server(held.handler());
  raw_client client(server.port());
  client.send(get("/1") + get("/2"));
  auto one = held.take();
  held.take();
  server.on_loop([](http::server& it) { it.close(); });
  CHECK(one.req.cancelled());
  client.read_to_end();
  const auto counts = server.requests();
  CHECK(counts.accepted == 2);
  CHECK(counts.in_flight == 0);
  CHECK(server.counters.connections_open.get() == 0);
}

TEST_CASE("a handler may close the server that calls it") {
  http::server* self = nullptr;
  running_server server([&self](http::request, http::reply) { self->close(); });
  server.on_loop([&self](http::server& it) { self = &it; });
  raw_client client(server.port());
  client.send(get("/1") + get("/2"));
  CHECK(client.at_end());
  CHECK(server.requests().accepted == 1);
  CHECK(server.requests().cancelled == 1);
}

TEST_CASE("a view may answer a request of another connection") {
  std::optional<http::reply> other;
  running_server server([&other](http::request req, http::reply to) {
    if (req.path() == "/wait")
      return void(other.emplace(std::move(to)));
    if (other)
      std::move(*other).send(http::text("released"));
    other.reset();
    echo_target(std::move(req), std::move(to));
  });
  raw_client waiting(server.port());
  waiting.send(get("/wait"));
  CHECK(eventually([&] { return server.requests().accepted == 1; }));
  // More behind it, that must not be mixed up with the other's bytes.
  waiting.send(get("/behind"));
  raw_client releasing(server.port());
  releasing.send(get("/1") + get("/2") + get("/3"));
  CHECK(waiting.read_answer().body == "released");
  CHECK(waiting.read_answer().body == "/behind");
  for (auto* target : {"/1", "/2", "/3"})
    CHECK(releasing.read_answer().body == target);
}

TEST_CASE("the sums add up at every moment under load") {
  running_server server([](http::request req, http::reply to) {
    if (req.path() != "/drop")
      echo_target(std::move(req), std::move(to));
  });
  std::atomic<bool> stop{false};
  std::thread reader([&] {
    while (!stop) {
      const auto now = server.requests();
      REQUIRE(now.accepted
              == now.answered + now.shed + now.cancelled + now.in_flight);
      REQUIRE(now.in_flight <= 100);
    }
  });
  for (int round = 0; round < 20; ++round) {
    raw_client client(server.port());
    client.send(get("/1") + get("/drop") + get("/3"));
    if (round % 2 == 0)
      for (int i = 0; i < 3; ++i)
        client.read_answer();
  }
  CHECK(
      eventually([&] { return server.counters.connections_open.get() == 0; }));
  stop = true;
  reader.join();
  CHECK(server.requests().in_flight == 0);
  CHECK(server.seen.entries().size() == server.requests().accepted);
}
