// Sessions over TLS: whatever works in plain text works there.
#include "test/http/server/tls_server.hpp"
#include "test/support/eventually.hpp"
#include "test/support/held_requests.hpp"
#include "test/support/raw_client.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::test;

namespace {

constexpr int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};

void echo_body(http::request req, http::reply to) {
  std::move(to).send(http::text(std::string{req.body()}));
}

std::string post(const std::string& body) {
  return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "
         + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string noise(std::size_t size) {
  std::string result(size, '\0');
  for (std::size_t i = 0; i < size; ++i)
    result[i] = static_cast<char>('a' + i * i % 23);
  return result;
}

bool counted(const running_server& server, std::uint64_t handshakes,
             std::uint64_t failed) {
  const auto& tls = server.counters.tls;
  return eventually([&] {
    return tls.handshakes.get() == handshakes && tls.failed.get() == failed;
  });
}

} // namespace

TEST_CASE("requests over either version of TLS are answered in order") {
  running_server server(echo_target, with_tls());
  for (int version : versions) {
    raw_client client(server.port());
    client.secure(trusting(version));
    client.send(get("/1") + get("/2") + get("/3"));
    CHECK(client.read_answer().body == "/1");
    CHECK(client.read_answer().body == "/2");
    CHECK(client.read_answer().body == "/3");
    CHECK(client.send(get("/4")).read_answer().body == "/4");
  }
  CHECK(counted(server, 2, 0));
}

TEST_CASE("a view knows that a request came over TLS") {
  held_requests held;
  running_server server(held.handler(), with_tls());
  raw_client client(server.port());
  client.secure().send(get("/"));
  CHECK(held.take().req.secure());
  running_server plain(held.handler());
  raw_client other(plain.port());
  other.send(get("/"));
  CHECK_FALSE(held.take().req.secure());
}

TEST_CASE("a handshake may come byte by byte") {
  running_server server(echo_target, with_tls());
  for (int version : versions) {
    auto wish = trusting(version);
    wish.piece = 1;
    raw_client client(server.port());
    client.secure(wish);
    for (char c : get("/dribbled"))
      client.send({&c, 1}); // a record each
    CHECK(client.read_answer().body == "/dribbled");
  }
}

TEST_CASE("big bodies go both ways") {
  auto settings = with_tls();
  settings.max_body_bytes = 20'000'000;
  running_server server(echo_body, settings);
  const auto body = noise(12'000'000);
  for (int version : versions) {
    raw_client client(server.port());
    client.secure(trusting(version)).send(post(body));
    CHECK(client.read_answer().body == body);
    CHECK(client.send(post("small")).read_answer().body == "small");
  }
}

TEST_CASE("many answers that a client is slow to take arrive whole") {
  // More than the buffers of the system take: writes have to wait.
  const auto body = noise(300'000);
  running_server server(
      [&](http::request, http::reply to) {
        std::move(to).send(http::text(body));
      },
      with_tls());
  raw_client client(server.port());
  client.secure(trusting());
  std::string all;
  for (int i = 0; i < 30; ++i)
    all += get("/");
  client.send(all);
  for (int i = 0; i < 30; ++i)
    CHECK(client.read_answer().body == body);
}

TEST_CASE("HEAD and chunked bodies work over TLS") {
  running_server server(echo_body, with_tls());
  raw_client client(server.port());
  client.secure(trusting());
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(client.read_answer(true).status == 200);
  client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              "3\r\nrib\r\n1\r\ns\r\n0\r\n\r\n");
  CHECK(client.read_answer().body == "ribs");
  client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
              "Content-Length: 4\r\n\r\n");
  CHECK(client.read_answer().status == 100);
  CHECK(client.send("meat").read_answer().body == "meat");
}

TEST_CASE("a stream is sent over TLS as it comes") {
  auto stream = std::make_shared<http::body_stream>();
  running_server server(
      [&](http::request, http::reply to) {
        auto answer = http::text("");
        answer.stream = stream;
        std::move(to).send(std::move(answer));
      },
      with_tls());
  raw_client client(server.port());
  client.secure(trusting()).send(get("/"));
  for (const auto* text : {"one ", "two ", "three"})
    stream->write(text);
  stream->finish();
  CHECK(client.read_answer().body == "one two three");
}

TEST_CASE("new keys are agreed on between two requests and within one") {
  running_server server(echo_target, with_tls());
  raw_client client(server.port());
  client.secure(trusting(TLS1_3_VERSION));
  for (int i = 0; i < 20; ++i) {
    client.tls().update_keys();
    client.send("GET /again HTTP/1.1\r\n");
    client.tls().update_keys();
    client.send("Host: a\r\n\r\n");
    CHECK(client.read_answer().body == "/again");
  }
}

TEST_CASE("the end of a connection is told, unless it cuts off an answer") {
  auto settings = with_tls();
  settings.idle_timeout = std::chrono::milliseconds{50};
  running_server server(echo_target, settings);
  raw_client idle(server.port());
  idle.secure(trusting()).send(get("/")).read_answer();
  CHECK(idle.at_end());
  CHECK(idle.tls().was_told_the_end());
  raw_client last(server.port());
  last.secure(trusting());
  last.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(last.read_answer().status == 200);
  CHECK(last.at_end());
  CHECK(last.tls().was_told_the_end());
  held_requests held;
  running_server other(held.handler(), with_tls());
  raw_client cut(other.port());
  cut.secure(trusting()).send(get("/"));
  auto item = held.take();
  other.on_loop([](auto& which) { which.close(); });
  CHECK(cut.at_end());
  CHECK_FALSE(cut.tls().was_told_the_end());
}

TEST_CASE("a client that leaves cancels its request, with a farewell or not") {
  held_requests held;
  running_server server(held.handler(), with_tls());
  enum { farewell, end_of_file, reset };
  for (int how : {farewell, end_of_file, reset}) {
    CAPTURE(how);
    raw_client client(server.port());
    client.secure(trusting()).send(get("/"));
    auto item = held.take();
    CHECK_FALSE(item.req.cancelled());
    if (how == farewell) {
      client.tls().say_goodbye();
      client.socket().send(boost::asio::buffer(client.tls().take_out()));
    } else {
      how == reset ? client.reset() : client.close();
    }
    CHECK(eventually([&] { return item.req.cancelled(); }));
  }
  CHECK(eventually([&] { return server.counters.tls.open.get() == 0; }));
}

TEST_CASE("who ends its sending only gets its answers") {
  running_server server(echo_target, with_tls());
  for (bool farewell : {true, false}) {
    raw_client client(server.port());
    client.secure(trusting()).send(get("/1") + get("/2"));
    if (farewell) {
      client.tls().say_goodbye();
      client.socket().send(boost::asio::buffer(client.tls().take_out()));
    }
    client.end_sending();
    CHECK(client.read_answer().body == "/1");
    CHECK(client.read_answer().body == "/2");
    CHECK(client.at_end());
  }
}
