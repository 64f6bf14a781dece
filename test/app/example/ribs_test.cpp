// The view that the README adds, as the README adds it.
#include "actors/route.hpp"
#include "actors/runtime/failed.hpp"
#include "actors/view_actor.hpp"
#include "app/shard_context.hpp"
#include "http/request_builder.hpp"
#include "test/actors/deterministic.hpp"
#include "test/app/example/ribs.hpp"

#include <doctest/doctest.h>

#include <memory>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

using actors::waiting_view;
using app::shard_context;
using http::request;
namespace views = app::views;

/// `routes` of app/routes.cpp with a single line.
std::vector<actors::route> routes(const shard_context& at) {
  return {
      {"/ribs", "ribs", waiting_view{[=](request rq) {
         return views::ribs(std::move(rq), at.system, at.fetchers.flavor);
       }}},
  };
}

app::flavor_fetcher::behavior_type always_hickory() {
  return {[](caf::get_atom) { return "Hickory"; }};
}

app::flavor_fetcher::behavior_type no_flavor() {
  return {[](caf::get_atom) -> caf::result<std::string> {
    return caf::make_error(actors::error::upstream_failed);
  }};
}

struct fixture : test::deterministic {
  ~fixture() {
    at.background.stop();
    at.blocking.burn.stop();
    at.blocking.sync.stop();
    run();
  }

  /// Starts the view as a shard does, with the given fetcher.
  actors::view start(app::flavor_fetcher::behavior_type (*fetcher)()) {
    at.fetchers.flavor.set(system.spawn(fetcher));
    auto found = routes(at).front();
    return system.spawn<actors::view_actor>("view." + found.name,
                                            found.function,
                                            actors::live_handle<caf::actor>{});
  }

  app::settings config;
  http::url upstream_url = *http::url::parse("http://127.0.0.1/");
  actors::metrics_hub hub{system.metrics()};
  app::pools pools{actors::blocking_pool{system, "burn", 1, 0},
                   actors::blocking_pool{system, "sync", 1, 0}};
  actors::background background{system,
                                std::make_shared<actors::background_list>()};
  actors::readiness state;
  shard_context at{
      system, config,         upstream_url, hub,        state,
      pools,  app::console{}, nullptr,      background, views::fetchers{}};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "the ribs take as long as the flavor soaks in") {
  auto view = start(always_hickory);
  auto pending =
      self->request(view, caf::infinite, http::request_builder{}.build());
  run();
  advance(499ms);
  auto early = false;
  self->receive([&](const http::response&) { early = true; },
                caf::after(0s) >> [] {});
  CHECK(!early);
  advance(1ms);
  std::string body;
  pending.receive([&](http::response& r) { body = r.body; },
                  [](const caf::error&) {});
  CHECK(body == "Ribs with Hickory, coming right up!");
}

TEST_CASE_FIXTURE(fixture, "without a flavor there are no ribs") {
  auto answer =
      ask<http::response>(start(no_flavor), http::request_builder{}.build());
  REQUIRE(!answer);
  CHECK(answer.error() == actors::error::upstream_failed);
}
