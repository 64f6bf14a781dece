#pragma once

#include "actors/background.hpp"
#include "actors/blocking_pool.hpp"
#include "actors/metrics/hub.hpp"
#include "actors/overload/admission.hpp"
#include "actors/readiness.hpp"
#include "actors/route.hpp"
#include "app/log/console.hpp"
#include "app/settings/settings.hpp"
#include "app/upstream.hpp"
#include "app/views/smoke.hpp"
#include "http/connection_limit.hpp"
#include "http/url.hpp"

#include <caf/actor_system.hpp>

#include <memory>
#include <vector>

namespace smokehouse::app {

/// The pools of threads for blocking code, one per kind of work, so that one
/// kind cannot take the threads of another.
struct pools {
  actors::blocking_pool burn;
  actors::blocking_pool sync;
};

/// What the views of one shard may use; the references outlive them.
struct shard_context {
  caf::actor_system& system;
  const settings& config;
  const http::url& upstream_url;
  actors::metrics_hub& hub;
  actors::readiness& state;
  pools blocking;
  console out;
  // Of this shard:
  upstream from;
  actors::background background;
  views::fetchers fetchers;
  // For clients of code that blocks.
  http::client_settings blocking_upstream = {};
  // For all shards together; none sets the server's own.
  std::shared_ptr<http::connection_limit> connections = {};
  std::shared_ptr<actors::overload_limits> limits = {};
  // What of the inside is shown here.
  std::vector<actors::route> inside = {};
};

} // namespace smokehouse::app
