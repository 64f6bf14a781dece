// What a session makes of what it reads.
#include "test/support/eventually.hpp"
#include "test/support/held_requests.hpp"
#include "test/support/raw_client.hpp"
#include "test/support/running_server.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::test;

namespace {

void echo_body(http::request req, http::reply to) {
  std::move(to).send(http::text(std::string{req.body()}));
}

} // namespace

TEST_CASE("a connection is used again and again") {
  running_server server(echo_target);
  raw_client client(server.port());
  for (auto* target : {"/1", "/2?x", "/3"})
    CHECK(client.send(get(target)).read_answer().body == target);
  CHECK(server.counters.connections_accepted.get() == 1);
  CHECK(eventually([&] { return server.requests().answered == 3; }));
}

TEST_CASE("a body comes with a length or in chunks") {
  running_server server(echo_body);
  raw_client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello");
  CHECK(client.read_answer().body == "hello");
  client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              "3\r\nlow\r\n");
  client.send("4\r\nslow\r\n0\r\n\r\n" + get("/"));
  CHECK(client.read_answer().body == "lowslow");
  CHECK(client.read_answer().body.empty());
}

TEST_CASE("a body larger than the read buffer arrives whole") {
  running_server server(echo_body);
  raw_client client(server.port());
  std::string body(1024 * 1024, 'x');
  body.back() = 'y';
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n"
              + body);
  CHECK(client.read_answer().body == body);
}

TEST_CASE("a client that expects 100 Continue is told to go on") {
  running_server server(echo_body);
  raw_client client(server.port());
  client.send(get("/first")
              + "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
                "Expect: 100-continue\r\n\r\n");
  CHECK(client.read_answer().status == 200);
  CHECK(client.read_answer().status == 100);
  auto answer = client.send("hello").read_answer();
  CHECK(answer.status == 200);
  CHECK(answer.body == "hello");
}

TEST_CASE("100 Continue waits for the answers before it") {
  held_requests held;
  running_server server(held.handler());
  raw_client client(server.port());
  client.send(get("/first")
              + "POST /second HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
                "Expect: 100-continue\r\n\r\n");
  std::move(held.take().to).send(http::text("first"));
  CHECK(client.read_answer().body == "first");
  CHECK(client.read_answer().status == 100);
  client.send("hello");
  CHECK(held.take().req.body() == "hello");
}

TEST_CASE("no 100 Continue is sent when the body is there already") {
  running_server server(echo_body);
  raw_client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
              "Expect: 100-continue\r\n\r\nhello");
  CHECK(client.read_answer().status == 200);
}

TEST_CASE("a malformed request is answered, reported, and ends it") {
  running_server server(echo_target);
  raw_client client(server.port());
  client.send(get("/fine") + "nonsense\r\n\r\n" + get("/never"));
  CHECK(client.read_answer().status == 200);
  auto answer = client.read_answer();
  CHECK(answer.status == 400);
  CHECK(answer.fields["connection"] == "close");
  CHECK(answer.fields["content-type"] == "application/problem+json");
  CHECK(client.at_end());
  CHECK(server.requests().accepted == 2);
  CHECK(server.requests().answered == 2);
  const auto seen = server.seen.entries();
  REQUIRE(seen.size() == 2);
  CHECK(seen[1].how.status == http::status::bad_request);
  CHECK_FALSE(seen[1].how.why.empty());
}

TEST_CASE("limits are told with their status") {
  auto settings = on_free_port();
  settings.max_header_bytes = 512;
  settings.max_body_bytes = 10;
  running_server server(echo_body, settings);
  const std::string filler(600, 'x');
  auto status_for = [&server](const std::string& bytes) {
    raw_client client(server.port());
    auto result = client.send(bytes).read_answer().status;
    CHECK(client.at_end());
    return result;
  };
  CHECK(status_for("GET /" + filler) == 414);
  CHECK(status_for("GET / HTTP/1.1\r\nHost: a\r\nX: " + filler) == 431);
  CHECK(status_for("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n")
        == 413);
  CHECK(status_for("POST / HTTP/1.1\r\nHost: a\r\n"
                   "Transfer-Encoding: chunked\r\n\r\nb\r\n")
        == 413);
  CHECK(status_for("GET / HTTP/3.0\r\nHost: a\r\n\r\n") == 505);
  CHECK(status_for("SMOKE / HTTP/1.1\r\nHost: a\r\n\r\n") == 501);
  CHECK(status_for("GET / HTTP/1.1\r\n\r\n") == 400);
}

TEST_CASE("a body that is refused does not reset the connection") {
  auto settings = on_free_port();
  settings.max_body_bytes = 10;
  running_server server(echo_body, settings);
  raw_client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n");
  client.send(std::string(200'000, 'x'));
  CHECK(client.read_answer().status == 413);
  CHECK(client.at_end());
}

TEST_CASE("a client that leaves within a request was never accepted") {
  running_server server(echo_body);
  raw_client client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe");
  client.end_sending();
  CHECK(client.at_end());
  CHECK(server.requests().accepted == 0);
}
