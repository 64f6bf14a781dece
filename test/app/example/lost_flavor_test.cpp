// The meats of /smoke_some_meats/ whose flavor has no fetcher.
#include "actors/view_actor.hpp"
#include "app/types.hpp"
#include "app/views/smoke.hpp"
#include "http/request_builder.hpp"
#include "test/actors/deterministic.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;

namespace {

using app::flavor_loss;

app::smokables_fetcher::behavior_type ribs() {
  return {[](caf::get_atom) { return std::vector<std::string>{"ribs"}; }};
}

struct known_types {
  known_types() {
    app::register_message_types();
  }
};

struct fixture : known_types, test::deterministic {
  actors::view start(flavor_loss without_flavor) {
    using http::request;
    actors::waiting_view smoke = [=, this](request rq) {
      return app::views::smoke_some_meats(std::move(rq), fetchers,
                                          without_flavor, app::console{});
    };
    return system.spawn<actors::view_actor>("view.smoke", smoke,
                                            actors::live_handle<caf::actor>{});
  }

  app::views::fetchers fetchers;
};

} // namespace

TEST_CASE_FIXTURE(fixture, "a flavor without a fetcher is replaced") {
  fetchers.smokables.set(system.spawn(ribs));
  auto answer = ask<http::response>(start(flavor_loss::replace),
                                    http::request_builder{}.build());
  REQUIRE(answer);
  CHECK(answer->body == "Smoked 1 meats with Sweet Baby Ray's!");
  REQUIRE(answer->headers.size() == 1);
  CHECK(answer->headers[0].name == "X-Partial");
  CHECK(answer->headers[0].value == "flavor");
}

TEST_CASE_FIXTURE(fixture, "or is an error, if there has to be one") {
  fetchers.smokables.set(system.spawn(ribs));
  CHECK_FALSE(ask<http::response>(start(flavor_loss::fail),
                                  http::request_builder{}.build()));
}

TEST_CASE_FIXTURE(fixture, "without smokables there is nothing to smoke") {
  CHECK_FALSE(ask<http::response>(start(flavor_loss::replace),
                                  http::request_builder{}.build()));
}
