#include "actors/runtime/attempt.hpp"
#include "actors/runtime/failed.hpp"
#include "actors/runtime/system_config.hpp"
#include "actors/types.hpp"
#include "http/error.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

using namespace smokehouse::actors;
namespace asio = boost::asio;

namespace {

task<std::string> answered() {
  co_return "Hickory";
}

task<std::string> refused() {
  throw failed{caf::make_error(error::upstream_failed)};
  co_return "";
}

task<std::string> late() {
  throw boost::system::system_error{smokehouse::http::error::request_timeout};
  co_return "";
}

task<std::string> broken() {
  throw std::runtime_error{"burnt"};
  co_return "";
}

task<std::string> endless() {
  asio::steady_timer timer{co_await asio::this_coro::executor};
  timer.expires_at(asio::steady_timer::time_point::max());
  co_await timer.async_wait(asio::use_awaitable);
  co_return "";
}

attempted<std::string> outcome(task<std::string> what) {
  register_message_types();
  asio::io_context context{1};
  attempted<std::string> result;
  asio::co_spawn(context, attempt(std::move(what)),
                 [&](std::exception_ptr e, attempted<std::string> got) {
                   CHECK_FALSE(e);
                   result = std::move(got);
                 });
  context.run();
  return result;
}

} // namespace

TEST_CASE("an attempt that goes well has a value") {
  CHECK(outcome(answered()).value == "Hickory");
}

TEST_CASE("an attempt that fails has the reason, whatever was thrown") {
  CHECK(outcome(refused()).reason == error::upstream_failed);
  CHECK(outcome(late()).reason == error::upstream_late);
  CHECK(outcome(broken()).reason == error::bug);
  CHECK_FALSE(outcome(broken()).value);
}

TEST_CASE("that nobody waits any more is no outcome of an attempt") {
  asio::io_context context{1};
  asio::cancellation_signal signal;
  std::exception_ptr thrown;
  asio::co_spawn(
      context, attempt(endless()),
      asio::bind_cancellation_slot(
          signal.slot(),
          [&](std::exception_ptr e, attempted<std::string>) { thrown = e; }));
  context.poll();
  signal.emit(asio::cancellation_type::terminal);
  context.run();
  REQUIRE(thrown);
  CHECK_THROWS_AS(std::rethrow_exception(thrown), boost::system::system_error);
}
