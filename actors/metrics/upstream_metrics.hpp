#pragma once

#include "actors/metrics/hub.hpp"
#include "http/circuit_breaker.hpp"
#include "http/client_stats.hpp"

#include <functional>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// A client of an upstream. Those with one name, like the clients that the
/// shards have for the same upstream, are counted together.
struct upstream_source {
  std::string name;
  /// `http::client::stats`, say; called from any thread.
  std::function<http::client_stats()> stats;
};

/// The breaker of an upstream, by the name of its clients.
struct breaker_source {
  std::string name;
  std::function<http::breaker_stats()> stats;
};

/// Has the hub publish what the clients count, as families
/// `smokehouse.upstream.*` with the label `upstream`. To be called once for all
/// clients of a name.
void publish_upstreams(metrics_hub& hub, std::vector<upstream_source> sources);

/// Likewise what a breaker does, as families `smokehouse.upstream.breaker-*`.
void publish_breaker(metrics_hub& hub, breaker_source source);

} // namespace smokehouse::actors
