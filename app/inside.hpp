#pragma once

#include "actors/insight/inspector.hpp"
#include "actors/metrics/hub.hpp"
#include "actors/metrics/live_feed.hpp"
#include "actors/metrics/service_info.hpp"
#include "actors/readiness.hpp"
#include "actors/route.hpp"
#include "app/access/gate.hpp"
#include "app/access/secret.hpp"
#include "app/log/logging.hpp"

#include <optional>
#include <vector>

namespace smokehouse::app {

/// What the views of the inside show and change; outlives them.
struct inside {
  actors::metrics_hub& hub;
  actors::live_feed& live;
  const actors::inspector& insight;
  const actors::service_info_source& info;
  const actors::readiness& state;
  logging& log;
  /// That of `admin.token-file`.
  std::optional<access::secret> token = {};
};

/// `/healthz` and `/readyz`: on every listener, for everybody.
std::vector<actors::route> health_routes(const inside& what);

/// Health, the figures, the page, the log's level, and the login if there is a
/// token. All are plain views that any thread may call, also while every shard
/// is stuck, and all but health and login are guarded.
std::vector<actors::route> inside_routes(const inside& what,
                                         access::visitors welcome);

} // namespace smokehouse::app
