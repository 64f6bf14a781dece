#pragma once

#include "actors/background.hpp"
#include "actors/blocking_pool.hpp"
#include "actors/metrics/hub.hpp"
#include "actors/metrics/live_feed.hpp"
#include "actors/metrics/service_info.hpp"
#include "actors/readiness.hpp"
#include "app/log/console.hpp"
#include "app/settings/settings.hpp"
#include "app/upstream.hpp"
#include "app/views/smoke.hpp"
#include "http/connection_limit.hpp"
#include "http/url.hpp"

#include <caf/actor_system.hpp>

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
  const actors::service_info_source& info;
  const actors::readiness& state;
  actors::metrics_hub& hub;
  actors::live_feed& live;
  pools blocking;
  console out;
  // Of this shard:
  upstream from;
  actors::background background;
  views::fetchers fetchers;
  // For all shards together; none sets the server's own.
  std::shared_ptr<http::connection_limit> connections = {};
};

} // namespace smokehouse::app
