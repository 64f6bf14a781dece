#include "test/http/client_bench.hpp"
#include "test/http/slow_resolver.hpp"
#include "test/support/black_hole.hpp"
#include "test/support/ports.hpp"
#include "test/support/scripted_peer.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::test;
using namespace std::chrono_literals;
using smokehouse::http::call_errors;
using smokehouse::http::client_settings;
using smokehouse::http::error;

namespace {

/// Reads one request, writes `text`, and then shuts the connection or holds
/// it until the client closes it.
class one_shot_peer : public scripted_peer {
public:
  enum class then { shut, hold, reset };

  one_shot_peer(std::string text, then what)
      : scripted_peer([this, text, what](tcp::socket& socket, unsigned) {
          return serve(socket, text, what);
        }) {}

private:
  asio::awaitable<void> serve(tcp::socket& socket, std::string text,
                              then what) {
    co_await read_request(socket);
    co_await write(socket, text);
    if (what == then::hold)
      co_await until_closed(socket);
    if (what == then::reset)
      socket.set_option(asio::socket_base::linger(true, 0));
  }
};

using enum one_shot_peer::then;

outcome ask(const scripted_peer& peer, client_settings settings = {}) {
  client_bench bench(peer.url(), std::move(settings));
  auto result = bench.get("/");
  auto stats = bench.client->stats();
  CHECK(stats.requests == stats.answered + stats.failures);
  CHECK(stats.busy == 0);
  return result;
}

} // namespace

TEST_CASE("an upstream where nobody listens refuses the connection") {
  client_bench bench("http://127.0.0.1:" + std::to_string(free_port()));
  CHECK(bench.get("/").error == error::connect_refused);
  CHECK(bench.client->stats().open == 0);
}

TEST_CASE("a name without an address is not resolved") {
  // RFC 6761 keeps .invalid free of names.
  client_bench bench("http://smokehouse.invalid");
  CHECK(bench.get("/").error == error::name_not_resolved);
}

TEST_CASE("a connection that does not come about is given up in time") {
  black_hole nobody;
  client_bench bench(nobody.url(), {.connect_timeout = 50ms});
  CHECK(bench.get("/").error == error::connect_timeout);
  CHECK(bench.client->stats().open == 0);
}

TEST_CASE("a look-up that hangs is given up in time, and is the only one") {
  slow_resolver resolver;
  client_bench bench("http://smokehouse.test",
                     {.connect_timeout = 50ms, .lookup = resolver.names()});
  for (int i = 0; i < 10; ++i)
    bench.start("/");
  CHECK(bench.turn_until([&] { return bench.finished() == 10; }));
  CHECK(bench.get("/").error == error::connect_timeout);
  CHECK(resolver.asked() == 1);
  // Nobody waits for it at the end of the loop, either.
  bench.client.reset();
  resolver.let_go();
}

TEST_CASE("a TLS handshake that never ends is given up in time") {
  scripted_peer peer(
      [](tcp::socket& socket, unsigned) -> asio::awaitable<void> {
        co_await until_closed(socket);
      });
  client_bench bench("https://127.0.0.1:" + std::to_string(peer.port()),
                     {.connect_timeout = 50ms});
  CHECK(bench.get("/").error == error::connect_timeout);
}

TEST_CASE("an upstream that never answers is given up in time") {
  one_shot_peer peer("", hold);
  CHECK(ask(peer, {.request_timeout = 50ms}).error == error::request_timeout);
}

TEST_CASE("an upstream that stops within its answer is given up in time") {
  one_shot_peer peer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", hold);
  CHECK(ask(peer, {.request_timeout = 50ms}).error == error::request_timeout);
}

TEST_CASE("waiting for a connection counts into the request's time") {
  one_shot_peer peer("", hold);
  client_bench bench(peer.url(),
                     {.request_timeout = 50ms, .max_connections = 1});
  auto& first = bench.start("/");
  auto& second = bench.start("/");
  CHECK(bench.turn_until([&] { return first && second; }));
  CHECK(first->error == error::request_timeout);
  CHECK(second->error == error::request_timeout);
}

TEST_CASE("a caller's own deadline may be the earlier one") {
  one_shot_peer peer("", hold);
  client_bench bench(peer.url());
  auto soon = smokehouse::http::clock::now() + 30ms;
  CHECK(bench.get("/", {.deadline = soon}).error == error::request_timeout);
}

TEST_CASE("an answer cut off by the peer is an error") {
  for (auto text : {"HTTP/1.1 200 OK\r\nContent-Le",
                    "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    "5\r\nhalf"})
    for (auto then : {shut, reset}) {
      one_shot_peer peer(text, then);
      CHECK(ask(peer).error == error::connection_closed);
    }
}

TEST_CASE("a new connection closed without an answer is tried once more") {
  for (auto then : {shut, reset}) {
    one_shot_peer peer("", then);
    CHECK(ask(peer).error == error::connection_closed);
    CHECK(peer.requests() == 2);
  }
}

TEST_CASE("what is not HTTP is a bad response") {
  for (auto text : {"220 mail.example.org ESMTP\r\n", "HTTP/1.1 abc OK\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"}) {
    one_shot_peer peer(text, hold);
    CHECK(ask(peer).error == error::bad_response);
  }
}

TEST_CASE("headers without an end are a bad response") {
  auto line = "X: " + std::string(1000, 'x') + "\r\n";
  std::string text = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 100; ++i)
    text += line;
  one_shot_peer peer(text, hold);
  CHECK(ask(peer).error == error::bad_response);
}

TEST_CASE("a body over the bound is refused, however its length is said") {
  auto body = std::string(2000, 'x');
  for (auto head : {"Content-Length: 2000\r\n\r\n", "\r\n",
                    "Transfer-Encoding: chunked\r\n\r\n7d0\r\n"}) {
    one_shot_peer peer(std::string("HTTP/1.1 200 OK\r\n") + head + body, hold);
    CHECK(ask(peer, {.max_body_bytes = 1000}).error == error::body_too_large);
  }
}

TEST_CASE("an endless body ends at the bound") {
  scripted_peer peer(
      [](tcp::socket& socket, unsigned) -> asio::awaitable<void> {
        co_await write(socket, "HTTP/1.1 200 OK\r\n\r\n");
        for (;;)
          co_await write(socket, std::string(64 * 1024, 'x'));
      });
  CHECK(ask(peer).error == error::body_too_large);
}

TEST_CASE("what went wrong is counted by what it was") {
  client_bench bench("http://127.0.0.1:" + std::to_string(free_port()));
  bench.get("/");
  bench.get("/");
  auto stats = bench.client->stats();
  for (std::size_t i = 0; i < call_errors.size(); ++i)
    CHECK(stats.failures_by_error[i]
          == (call_errors[i] == error::connect_refused ? 2 : 0));
}

TEST_CASE("an error status is an answer as any other") {
  one_shot_peer peer(answer("sorry", "500 Internal Server Error"), hold);
  auto result = ask(peer);
  CHECK_FALSE(result.error);
  CHECK(result.answer.status_number() == 500);
  CHECK(result.answer.body() == "sorry");
}

TEST_CASE("a status without a name is passed on as its number") {
  one_shot_peer peer(answer("?", "299 Odd"), hold);
  CHECK(ask(peer).answer.status_number() == 299);
}

TEST_CASE("interim answers are skipped") {
  one_shot_peer peer("HTTP/1.1 100 Continue\r\n\r\n"
                     "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n"
                         + answer("final"),
                     hold);
  CHECK(ask(peer).answer.body() == "final");
}

TEST_CASE("a body without a length ends with the connection") {
  one_shot_peer peer("HTTP/1.1 200 OK\r\n\r\nto the end", shut);
  CHECK(ask(peer).answer.body() == "to the end");
}

TEST_CASE("a connection that the peer wants to close is not used again") {
  one_shot_peer peer("HTTP/1.1 200 OK\r\nConnection: close\r\n"
                     "Content-Length: 2\r\n\r\nok",
                     hold);
  client_bench bench(peer.url());
  CHECK(bench.get("/").answer.body() == "ok");
  CHECK(bench.client->stats().open == 0);
  CHECK(bench.get("/").answer.body() == "ok");
  CHECK(peer.accepted() == 2);
}

TEST_CASE("bytes after an answer are never taken for the next one") {
  one_shot_peer peer(answer("mine") + answer("stray"), hold);
  client_bench bench(peer.url());
  CHECK(bench.get("/").answer.body() == "mine");
  CHECK(bench.get("/").answer.body() == "mine");
  CHECK(peer.accepted() == 2);
}

TEST_CASE("a target that may not travel is refused before anything is sent") {
  one_shot_peer peer("", hold);
  client_bench bench(peer.url());
  CHECK(bench.get("/a b").error == error::bad_request);
  CHECK(peer.accepted() == 0);
}
