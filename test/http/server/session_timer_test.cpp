// Every stage of a connection has its time limit.
#include "test/support/eventually.hpp"
#include "test/support/held_requests.hpp"
#include "test/support/raw_client.hpp"
#include "test/support/running_server.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::test;
using namespace std::chrono_literals;

namespace {

// Short for the one limit that a test is about; the others stay long.
constexpr auto brief = 50ms;

} // namespace

TEST_CASE("a connection that sends nothing is closed without a word") {
  auto settings = on_free_port();
  settings.header_timeout = brief;
  running_server server(echo_target, settings);
  raw_client client(server.port());
  CHECK(client.at_end());
  CHECK(server.requests().accepted == 0);
}

TEST_CASE("a header that takes too long is answered 408") {
  auto settings = on_free_port();
  settings.header_timeout = brief;
  running_server server(echo_target, settings);
  raw_client client(server.port());
  client.send("GET / HTTP/1.1\r\nHo");
  CHECK(client.read_answer().status == 408);
  CHECK(client.at_end());
  CHECK(server.requests().answered == 1);
}

TEST_CASE("the header's time begins with its first byte") {
  auto settings = on_free_port();
  settings.header_timeout = brief;
  running_server server(echo_target, settings);
  raw_client client(server.port());
  // The second request begins when the first one's time is over.
  CHECK(client.send(get("/1")).read_answer().status == 200);
  std::this_thread::sleep_for(2 * brief);
  CHECK(client.send(get("/2")).read_answer().status == 200);
}

TEST_CASE("a body that takes too long is answered 408") {
  auto settings = on_free_port();
  settings.body_timeout = brief;
  running_server server(echo_target, settings);
  raw_client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe");
  CHECK(client.read_answer().status == 408);
  CHECK(client.at_end());
}

TEST_CASE("an idle connection is closed without a word") {
  auto settings = on_free_port();
  settings.idle_timeout = brief;
  running_server server(echo_target, settings);
  raw_client client(server.port());
  CHECK(client.send(get("/")).read_answer().status == 200);
  CHECK(client.at_end());
  CHECK(server.requests().accepted == 1);
  CHECK(
      eventually([&] { return server.counters.connections_open.get() == 0; }));
}

TEST_CASE("a request that takes too long is answered 504 and abandoned") {
  held_requests held;
  auto settings = on_free_port();
  settings.request_timeout = brief;
  running_server server(held.handler(), settings);
  raw_client client(server.port());
  client.send(get("/slow"));
  auto one = held.take();
  auto answer = client.read_answer();
  CHECK(answer.status == 504);
  CHECK(answer.body.find(one.req.id()) != std::string::npos);
  CHECK(one.req.cancelled());
  std::move(one.to).send(http::text("late"));
  // The connection goes on, and the late answer is nobody's.
  client.send(get("/next"));
  std::move(held.take().to).send(http::text("next"));
  CHECK(client.read_answer().body == "next");
  CHECK(server.seen.entries().at(0).how.why == "request timeout");
}

TEST_CASE("a client that takes nothing of its answer is left") {
  const std::string big(16 * 1024 * 1024, 'z');
  auto settings = on_free_port();
  settings.write_timeout = brief;
  running_server server(
      [&big](http::request, http::reply to) {
        std::move(to).send(http::text(big));
      },
      settings);
  raw_client client(server.port());
  client.send(get("/"));
  CHECK(eventually([&] { return server.requests().cancelled == 1; }));
  CHECK(server.seen.entries().at(0).how.why == "write timeout");
  CHECK(client.read_to_end().size() < big.size());
}

namespace {

std::string get_within(std::string_view time) {
  return "GET / HTTP/1.1\r\nHost: x\r\nX-Request-Timeout: " + std::string{time}
         + "\r\n\r\n";
}

} // namespace

TEST_CASE("a client may wait for less time than the server would") {
  held_requests held;
  running_server server(held.handler(), on_free_port());
  raw_client client(server.port());
  client.send(get("/").append(get_within("50ms")));
  auto patient = held.take();
  auto one = held.take();
  CHECK(eventually([&] { return one.req.cancelled(); }));
  CHECK_FALSE(patient.req.cancelled());
  CHECK(one.req.deadline() < patient.req.deadline());
  std::move(patient.to).send(http::text("first"));
  CHECK(client.read_answer().body == "first");
  CHECK(client.read_answer().status == 504);
  constexpr auto at = static_cast<std::size_t>(http::cancel_reason::deadline);
  CHECK(server.counters.cancelled_by[at].get() == 1);
  CHECK(server.requests().cancelled == 0);
}

TEST_CASE("a client may wait for more time, up to the server's most") {
  held_requests held;
  auto settings = on_free_port();
  settings.request_timeout = 1s;
  settings.max_request_timeout = 60s;
  running_server server(held.handler(), settings);
  raw_client client(server.port());
  client.send(get("/").append(get_within("30s")).append(get_within("7200")));
  const auto usual = held.take();
  const auto longer = held.take();
  const auto most = held.take();
  CHECK(longer.req.deadline() - usual.req.deadline() > 28s);
  CHECK(most.req.deadline() - usual.req.deadline() > 58s);
  CHECK(most.req.deadline() - usual.req.deadline() < 61s);
}

TEST_CASE("a time that is none is refused, and the connection goes on") {
  running_server server(echo_target, on_free_port());
  raw_client client(server.port());
  const auto answer = client.send(get_within("soon")).read_answer();
  CHECK(answer.status == 400);
  CHECK(answer.body.find("X-Request-Timeout") != std::string::npos);
  CHECK(client.send(get("/next")).read_answer().body == "/next");
}
