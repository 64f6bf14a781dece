#include "http/circuit_breaker.hpp"
#include "test/http/client_bench.hpp"
#include "test/support/ports.hpp"
#include "test/support/scripted_peer.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::test;
using namespace std::chrono_literals;
using http::breaker_state;
using http::error;

namespace {

std::shared_ptr<http::circuit_breaker> breaker(http::duration open_for = 1h) {
  return std::make_shared<http::circuit_breaker>(http::breaker_settings{
      .failure_rate = 0.5, .min_calls = 4, .window = 1h, .open_for = open_for});
}

breaker_state state(const std::shared_ptr<http::circuit_breaker>& of) {
  return of->stats(http::clock::now()).state;
}

std::string refusing() {
  return "http://127.0.0.1:" + std::to_string(free_port());
}

/// Answers with a status that the test may change, or not at all.
class moody_peer : public scripted_peer {
public:
  moody_peer()
      : scripted_peer(
          [this](tcp::socket& socket, unsigned) { return serve(socket); }) {}

  /// Empty for no answer.
  void say(std::string status) {
    std::lock_guard guard{mutex_};
    status_ = std::move(status);
  }

private:
  asio::awaitable<void> serve(tcp::socket& socket) {
    for (;;) {
      co_await read_request(socket);
      auto status = now();
      if (status.empty())
        co_await until_closed(socket);
      else
        co_await write(socket, answer("", status));
    }
  }

  std::string now() {
    std::lock_guard guard{mutex_};
    return status_;
  }

  std::mutex mutex_;
  std::string status_ = "200 OK";
};

} // namespace

TEST_CASE("an upstream that refuses is soon not asked any more") {
  auto shared = breaker();
  client_bench bench(refusing(), {.breaker = shared});
  for (int i = 0; i < 4; ++i)
    CHECK(bench.get("/").error == error::connect_refused);
  CHECK(state(shared) == breaker_state::open);
  CHECK(bench.get("/").error == error::circuit_open);
  auto stats = bench.client->stats();
  CHECK(stats.requests == 5);
  CHECK(stats.failures == 5);
}

TEST_CASE("one breaker serves all clients of its upstream") {
  auto shared = breaker();
  auto url = refusing();
  client_bench first(url, {.breaker = shared}),
      second(url, {.breaker = shared});
  for (int i = 0; i < 2; ++i) {
    first.get("/");
    second.get("/");
  }
  CHECK(first.get("/").error == error::circuit_open);
  CHECK(second.get("/").error == error::circuit_open);
}

TEST_CASE("answers of a server in trouble open it, and a good one closes it") {
  moody_peer peer;
  peer.say("503 Service Unavailable");
  auto shared = breaker(1ms);
  client_bench bench(peer.url(), {.breaker = shared});
  for (int i = 0; i < 4; ++i)
    CHECK(bench.get("/").answer.status_number() == 503);
  CHECK(state(shared) == breaker_state::open);
  peer.say("200 OK");
  CHECK(bench.turn_until([&] {
    return shared->rest(http::clock::now()) == http::duration::zero();
  }));
  CHECK_FALSE(bench.get("/").error);
  CHECK(state(shared) == breaker_state::closed);
}

TEST_CASE(
    "of calls that come together one is the probe, until it is given up") {
  moody_peer peer;
  auto shared = breaker(0ms);
  client_bench bench(peer.url(), {.breaker = shared});
  peer.say("500 Internal Server Error");
  for (int i = 0; i < 4; ++i)
    bench.get("/");
  peer.say("");
  asio::cancellation_signal give_up;
  std::optional<outcome> probe;
  asio::co_spawn(bench.context, bench.client->get("/"),
                 asio::bind_cancellation_slot(
                     give_up.slot(), [&](std::exception_ptr e, auto answer) {
                       probe = to_outcome(e, std::move(answer));
                     }));
  CHECK(bench.turn_until([&] { return peer.requests() == 5; }));
  CHECK(bench.get("/").error == error::circuit_open);
  CHECK(state(shared) == breaker_state::half_open);
  give_up.emit(asio::cancellation_type::terminal);
  CHECK(bench.turn_until([&] { return probe.has_value(); }));
  peer.say("200 OK");
  CHECK_FALSE(bench.get("/").error);
  CHECK(state(shared) == breaker_state::closed);
}

TEST_CASE("a client that ends with a probe on its way frees the place") {
  moody_peer peer;
  peer.say("");
  auto shared = breaker(0ms);
  {
    client_bench bench(refusing(), {.breaker = shared});
    for (int i = 0; i < 4; ++i)
      bench.get("/");
  }
  {
    client_bench bench(peer.url(), {.breaker = shared});
    bench.start("/");
    CHECK(bench.turn_until([&] { return peer.requests() == 1; }));
    CHECK_FALSE(shared->enter(http::clock::now()));
  }
  CHECK(shared->enter(http::clock::now()));
}
