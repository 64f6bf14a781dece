#include "app/inside.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace smokehouse;
using app::access::visitors;

namespace {

using paths = std::set<std::string>;

const paths health = {"/healthz", "/readyz"};
const paths login = {"/admin/login", "/admin/logout"};

struct fixture {
  caf::telemetry::metric_registry registry;
  actors::metrics_hub hub{registry};
  actors::readiness state;
  actors::service_info_source info{"smokehouse", "1.2.3", 2, state};
  app::logging log{{.level = app::log_level::off}};
  actors::message_probe probe;
  actors::inspector insight{probe, hub, state, {}, {}};
  actors::live_feed live{hub, info};
  app::inside what{hub, live, insight, info, state, log};

  /// The paths that answer that status to somebody from elsewhere.
  paths answering(http::status status) {
    http::request_builder stranger;
    stranger.peer({http::asio::ip::make_address("10.0.0.1"), 1});
    paths result;
    for (auto& one : app::inside_routes(what, visitors::local)) {
      auto view = std::get<actors::plain_view>(one.function);
      if (view(stranger.target(one.path).build()).status == status)
        result.insert(one.path);
    }
    return result;
  }

  paths all() {
    paths result;
    for (auto& one : app::inside_routes(what, visitors::local))
      result.insert(one.path);
    return result;
  }
};

paths operator-(paths left, const paths& right) {
  std::erase_if(left, [&](auto& path) { return right.contains(path); });
  return left;
}

} // namespace

TEST_CASE_FIXTURE(fixture, "strangers are shown the health and nothing else") {
  CHECK(answering(http::status::ok) == health);
  CHECK(answering(http::status::forbidden) == all() - health);
}

TEST_CASE_FIXTURE(fixture, "with a token there is a login for strangers") {
  what.token.emplace("correct-horse-battery");
  CHECK(answering(http::status::unauthorized) == all() - health - login);
  CHECK(answering(http::status::ok)
        == paths{"/admin/login", "/healthz", "/readyz"});
}

TEST_CASE_FIXTURE(fixture, "health alone is two routes") {
  paths found;
  for (auto& one : app::health_routes(what))
    found.insert(one.path);
  CHECK(found == health);
}
