// What is no TLS, or never becomes any.
#include "test/http/server/tls_server.hpp"
#include "test/support/eventually.hpp"
#include "test/support/raw_client.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace smokehouse;
using namespace smokehouse::test;
using namespace std::chrono_literals;

namespace {

/// The first bytes of a handshake.
std::string client_hello() {
  tls_layer client{{}};
  client.handshake();
  return client.take_out();
}

} // namespace

TEST_CASE("plain HTTP on a port of TLS is told so in plain text") {
  running_server server(echo_target, with_tls());
  for (const auto* method : {"GET", "DELETE", "BREW"}) {
    raw_client client(server.port());
    client.send(std::string{method} + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    auto answer = client.read_answer();
    CHECK(answer.status == 400);
    CHECK(answer.fields["connection"] == "close");
    CHECK(answer.body.find("https in place of http") != std::string::npos);
    CHECK(client.at_end());
  }
  CHECK(server.counters.tls.failed.get() == 3);
  CHECK(server.requests().answered == 3);
}

TEST_CASE("TLS on a port of plain HTTP is a malformed request") {
  running_server server(echo_target);
  raw_client client(server.port());
  client.send(client_hello());
  CHECK(client.read_answer().status == 400);
  CHECK(client.at_end());
}

TEST_CASE("garbage ends the connection, before and after the handshake") {
  running_server server(echo_target, with_tls());
  const std::string garbage(1'000, '\x81');
  raw_client before(server.port());
  before.send(garbage);
  before.read_to_end();
  raw_client within(server.port());
  within.send(client_hello().substr(0, 50) + garbage);
  within.read_to_end();
  raw_client after(server.port());
  after.secure(trusting());
  CHECK(after.send(get("/")).read_answer().status == 200);
  after.socket().send(boost::asio::buffer(garbage));
  CHECK_THROWS(after.read_to_end()); // A fatal alert.
  CHECK(eventually([&] { return server.counters.tls.failed.get() == 2; }));
  CHECK(eventually([&] { return server.counters.tls.open.get() == 0; }));
  raw_client next(server.port());
  CHECK(next.secure(trusting()).send(get("/")).read_answer().status == 200);
}

TEST_CASE("versions that are too old are refused") {
  auto settings = with_tls();
  settings.tls = keyring_of({authority_for_tests().signed_pair("localhost")},
                            http::tls_version::v1_3);
  running_server server(echo_target, settings);
  raw_client old(server.port());
  CHECK_THROWS(old.secure(trusting(TLS1_2_VERSION)));
  raw_client young(server.port());
  young.secure(trusting(TLS1_3_VERSION));
  CHECK(young.send(get("/")).read_answer().status == 200);
}

TEST_CASE("a handshake that does not come or dribbles has the header's time") {
  auto settings = with_tls();
  settings.header_timeout = 100ms;
  running_server server(echo_target, settings);
  raw_client silent(server.port());
  CHECK(silent.at_end());
  const auto hello = client_hello();
  raw_client dribbling(server.port());
  auto dribble = [&] {
    boost::system::error_code closed;
    for (std::size_t i = 0; i < hello.size() && !closed; ++i) {
      dribbling.socket().send(boost::asio::buffer(&hello[i], 1), 0, closed);
      std::this_thread::sleep_for(5ms); // What dribbling is.
    }
    return closed.failed();
  };
  CHECK((dribble() || dribbling.at_end()));
  CHECK(server.counters.tls.failed.get() == 2);
}

TEST_CASE("a header right after a slow handshake gets what is left of it") {
  auto settings = with_tls();
  settings.header_timeout = 2s;
  running_server server(echo_target, settings);
  const auto begin = http::clock::now();
  raw_client client(server.port());
  std::this_thread::sleep_for(1s); // What slow is.
  client.secure(trusting());
  client.send("GET / HTTP/1.1\r\nHost:");
  const auto asked = http::clock::now();
  CHECK(client.read_answer().status == 408);
  CHECK(http::clock::now() - begin >= 2s);
  CHECK(http::clock::now() - asked < 2s);
}

TEST_CASE("who leaves in the middle of a record has left") {
  auto settings = with_tls();
  settings.header_timeout = settings.idle_timeout = 1h;
  running_server server(echo_target, settings);
  raw_client client(server.port());
  client.secure(trusting());
  std::string part = "\x17\x03\x03";
  part.append(1, '\0').append("\x50 a part of a record");
  // Both in one packet, so that one event tells of both.
  ::send(client.socket().native_handle(), part.data(), part.size(), MSG_MORE);
  client.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send);
  CHECK(client.at_end());
}

TEST_CASE("half-open handshakes end with a drain, and with the server") {
  for (bool drain : {true, false}) {
    running_server server(echo_target, with_tls());
    std::vector<std::unique_ptr<raw_client>> clients;
    for (int i = 0; i < 100; ++i)
      clients.push_back(std::make_unique<raw_client>(server.port()));
    for (std::size_t i = 0; i < clients.size(); i += 2)
      clients[i]->send(client_hello());
    REQUIRE(eventually([&] { return server.counters.tls.open.get() == 100; }));
    std::promise<void> done;
    if (drain)
      server.on_loop(
          [&](auto& which) { which.drain([&] { done.set_value(); }); });
    else
      server.destroy_server();
    if (drain)
      CHECK(done.get_future().wait_for(patience) == std::future_status::ready);
    for (auto& one : clients)
      one->read_to_end();
    CHECK(server.counters.tls.failed.get() == 100);
    CHECK(server.counters.tls.open.get() == 0);
  }
}

TEST_CASE("beyond the limit of connections there is no handshake") {
  auto settings = with_tls();
  settings.max_connections = 1;
  running_server server(echo_target, settings);
  raw_client first(server.port());
  CHECK(first.secure(trusting()).send(get("/")).read_answer().status == 200);
  raw_client second(server.port());
  CHECK_THROWS(second.secure(trusting()));
  CHECK(server.counters.connections_refused.get() == 1);
  CHECK(server.counters.tls.handshakes.get() == 1);
}
