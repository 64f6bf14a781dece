#include "actors/runtime/ask.hpp"
#include "actors/runtime/failed.hpp"
#include "actors/runtime/sleep.hpp"
#include "actors/view_actor.hpp"
#include "http/request_builder.hpp"
#include "test/actors/deterministic.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

struct fixture : test::deterministic {
  /// Starts a view whose requests for a replacement are counted.
  actors::view start(actors::view_function function) {
    actors::live_handle<caf::actor> supervisor;
    supervisor.set(system.spawn([this] {
      return caf::behavior{[this](actors::replace_atom, const caf::actor&,
                                  const caf::error&, bool) { ++replacements; }};
    }));
    return system.spawn<actors::view_actor>("view.test", std::move(function),
                                            supervisor);
  }

  auto get(const actors::view& view) {
    return ask<http::response>(view, http::request{});
  }

  int replacements = 0;
};

http::response throwing(const http::request&) {
  throw std::runtime_error{"burnt"};
}

} // namespace

TEST_CASE_FIXTURE(fixture, "a plain view's response is the answer") {
  auto view = start(actors::plain_view{
      [](const http::request&) { return http::text("done"); }});
  auto answer = get(view);
  REQUIRE(answer);
  CHECK(answer->body == "done");
}

TEST_CASE_FIXTURE(fixture, "a waiting view answers when its wait is over") {
  auto view = start(actors::waiting_view{
      [this](http::request) -> actors::task<http::response> {
        co_await actors::sleep_for(system, 2s);
        co_return http::text("waited");
      }});
  std::string body;
  system.spawn([&](caf::event_based_actor* asker) {
    asker->request(view, caf::infinite, http::request{})
        .then([&](http::response& r) { body = r.body; });
  });
  run();
  advance(1999ms);
  CHECK(body.empty());
  advance(1ms);
  CHECK(body == "waited");
}

TEST_CASE_FIXTURE(fixture, "an answer that does not come in time is an error") {
  using silent = caf::typed_actor<caf::result<int32_t>(int32_t)>;
  caf::typed_response_promise<int32_t> kept;
  auto asked = system.spawn([&](silent::pointer who) -> silent::behavior_type {
    return {[&kept, who](int32_t) -> caf::result<int32_t> {
      return kept = who->make_response_promise<int32_t>();
    }};
  });
  auto view = start(actors::waiting_view{
      [asked](http::request) -> actors::task<http::response> {
        auto number = co_await actors::ask(asked, 2s, int32_t{1});
        co_return http::text(std::to_string(number));
      }});
  caf::error reason;
  system.spawn([&](caf::event_based_actor* asker) {
    asker->request(view, caf::infinite, http::request{})
        .then([](http::response&) {}, [&](caf::error& e) { reason = e; });
  });
  run();
  advance(1999ms);
  CHECK(!reason);
  advance(1ms);
  CHECK(reason == caf::sec::request_timeout);
}

TEST_CASE_FIXTURE(fixture, "an exception ends its request and not the view") {
  auto view = start(actors::plain_view{throwing});
  for (auto i = 0; i < 2; ++i) {
    auto answer = get(view);
    REQUIRE(!answer);
    CHECK(answer.error() == actors::error::bug);
  }
  CHECK(actors::counts_of(system.metrics(), "view.test").failures->value()
        == 2);
}

TEST_CASE_FIXTURE(fixture, "after a defect one replacement is asked for") {
  auto view = start(actors::plain_view{throwing});
  get(view);
  get(view);
  CHECK(replacements == 1);
}

TEST_CASE_FIXTURE(fixture, "an upstream's failure is no defect of the view") {
  auto view = start(
      actors::waiting_view{[](http::request) -> actors::task<http::response> {
        throw actors::failed{caf::make_error(actors::error::upstream_failed)};
        co_return http::response{};
      }});
  auto answer = get(view);
  REQUIRE(!answer);
  CHECK(answer.error() == actors::error::upstream_failed);
  CHECK(replacements == 0);
}
