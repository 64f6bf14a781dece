#include "test/http/client_bench.hpp"
#include "test/support/scripted_peer.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <doctest/doctest.h>

#include <thread>

using namespace smokehouse::test;
using namespace std::chrono_literals;
using namespace boost::asio::experimental::awaitable_operators;
using boost::asio::use_awaitable;
using smokehouse::http::client;
using smokehouse::http::client_response;

namespace {

/// Reads one request a connection, answers nothing, and counts the connections
/// that the client has closed.
class silent_peer : public scripted_peer {
public:
  silent_peer()
      : scripted_peer(
          [this](tcp::socket& socket, unsigned) { return serve(socket); }) {}

  unsigned closed() const {
    return closed_;
  }

private:
  asio::awaitable<void> serve(tcp::socket& socket) {
    co_await read_request(socket);
    co_await until_closed(socket);
    ++closed_;
  }

  std::atomic<unsigned> closed_ = 0;
};

/// A GET that a signal can cancel.
struct cancellable {
  asio::cancellation_signal signal;
  std::optional<outcome> result;

  explicit cancellable(client_bench& bench) {
    asio::co_spawn(
        bench.context, bench.client->get("/"),
        asio::bind_cancellation_slot(
            signal.slot(), [this](std::exception_ptr e, client_response r) {
              result = to_outcome(e, std::move(r));
            }));
  }
};

asio::awaitable<bool> quicker_than_timer(const client& upstream) {
  asio::steady_timer timer(co_await asio::this_coro::executor, 20ms);
  auto first = co_await (upstream.get("/") || timer.async_wait(use_awaitable));
  co_return first.index() == 0;
}

/// A loop with a thread of its own.
struct loop_thread {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{
      context.get_executor()};
  std::thread thread{[this] { context.run(); }};

  ~loop_thread() {
    work.reset();
    context.stop();
    thread.join();
  }
};

} // namespace

TEST_CASE("a cancelled request closes its connection and says so") {
  silent_peer peer;
  client_bench bench(peer.url());
  cancellable call(bench);
  CHECK(bench.turn_until([&] { return peer.requests() == 1; }));
  call.signal.emit(asio::cancellation_type::terminal);
  CHECK(bench.turn_until([&] { return call.result && peer.closed() == 1; }));
  CHECK(call.result->error == asio::error::operation_aborted);
  CHECK(bench.client->stats().cancelled == 1);
  CHECK(bench.client->stats().open == 0);
}

TEST_CASE("the place of a cancelled request goes to the next in line") {
  silent_peer peer;
  client_bench bench(peer.url(), {.max_connections = 1});
  cancellable first(bench), second(bench);
  CHECK(bench.turn_until([&] { return peer.requests() == 1; }));
  first.signal.emit(asio::cancellation_type::terminal);
  CHECK(bench.turn_until([&] { return peer.requests() == 2; }));
  CHECK(first.result);
  CHECK_FALSE(second.result);
}

TEST_CASE("a request cancelled in line leaves the others alone") {
  silent_peer peer;
  client_bench bench(peer.url(), {.max_connections = 1});
  cancellable first(bench), second(bench), third(bench);
  CHECK(bench.turn_until([&] { return peer.requests() == 1; }));
  second.signal.emit(asio::cancellation_type::terminal);
  CHECK(bench.turn_until([&] { return second.result.has_value(); }));
  CHECK(bench.client->stats().waiting == 1);
  CHECK(bench.client->stats().busy == 1);
  CHECK(peer.closed() == 0);
}

TEST_CASE("a request cancelled at once never starts") {
  silent_peer peer;
  client_bench bench(peer.url());
  cancellable call(bench);
  bench.context.restart();
  bench.context.poll_one();
  call.signal.emit(asio::cancellation_type::terminal);
  CHECK(bench.turn_until([&] { return call.result.has_value(); }));
  CHECK(call.result->error == asio::error::operation_aborted);
}

TEST_CASE("a timer beside a request cancels it") {
  silent_peer peer;
  client_bench bench(peer.url());
  std::optional<bool> answered;
  asio::co_spawn(bench.context, quicker_than_timer(*bench.client),
                 [&](std::exception_ptr, bool first) { answered = first; });
  CHECK(bench.turn_until([&] { return answered && peer.closed() == 1; }));
  CHECK(answered == false);
}

TEST_CASE("a caller on another loop goes on there") {
  scripted_peer peer([&](tcp::socket& socket, unsigned) {
    return [](scripted_peer& p, tcp::socket& s) -> asio::awaitable<void> {
      for (;;) {
        co_await p.read_request(s);
        co_await write(s, answer("ok"));
      }
    }(peer, socket);
  });
  // Ends last: the client's loop may still be about to wake it.
  loop_thread callers;
  loop_thread pools;
  client upstream(pools.context.get_executor(),
                  smokehouse::http::url::parse(peer.url()).value(), {});
  auto body = [](const client& c,
                 std::thread::id home) -> asio::awaitable<std::string> {
    auto answer = co_await c.get("/");
    CHECK(std::this_thread::get_id() == home);
    co_return std::move(answer).body();
  };
  for (int i = 0; i < 100; ++i)
    CHECK(asio::co_spawn(callers.context,
                         body(upstream, callers.thread.get_id()),
                         asio::use_future)
              .get()
          == "ok");
}

TEST_CASE("cancelling from many threads while answers come loses no request") {
  scripted_peer peer([&](tcp::socket& socket, unsigned) {
    return [](scripted_peer& p, tcp::socket& s) -> asio::awaitable<void> {
      for (;;) {
        co_await p.read_request(s);
        co_await write(s, answer("ok"));
      }
    }(peer, socket);
  });
  // Ends last: the client's loop may still hold executors of it.
  asio::thread_pool callers(2);
  loop_thread pools;
  client upstream(pools.context.get_executor(),
                  smokehouse::http::url::parse(peer.url()).value(),
                  {.max_connections = 4});
  auto race = [](const client& c, int i) -> asio::awaitable<void> {
    asio::steady_timer timer(co_await asio::this_coro::executor,
                             std::chrono::microseconds(100 * (i % 20)));
    auto first = co_await (c.get("/") || timer.async_wait(use_awaitable));
    CHECK(first.index() <= 1);
  };
  std::vector<std::future<void>> races;
  for (int i = 0; i < 400; ++i)
    races.push_back(asio::co_spawn(asio::make_strand(callers.get_executor()),
                                   race(upstream, i), asio::use_future));
  for (auto& each : races) {
    REQUIRE(each.wait_for(10s) == std::future_status::ready);
    each.get();
  }
  callers.join();
  auto stats = upstream.stats();
  CHECK(stats.requests == 400);
  CHECK(stats.answered + stats.cancelled + stats.failures == 400);
  CHECK(stats.failures == 0);
}
