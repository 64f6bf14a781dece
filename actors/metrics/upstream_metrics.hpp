#pragma once

#include "actors/metrics/hub.hpp"
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

/// Has the hub publish what the clients count, as families
/// `smokehouse.upstream.*` with the label `upstream`. To be called once for all
/// clients of a name.
void publish_upstreams(metrics_hub& hub, std::vector<upstream_source> sources);

} // namespace smokehouse::actors
