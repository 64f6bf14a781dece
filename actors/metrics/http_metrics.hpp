#pragma once

#include "actors/metrics/hub.hpp"
#include "http/server_counters.hpp"

#include <cstddef>

namespace smokehouse::actors {

/// Has the hub publish what a server counts, as families `smokehouse.http.*`
/// with the label `shard`. In every reading the requests accepted are exactly
/// those answered, shed, cancelled and in flight.
/// @param counters Of the one server of this shard; has to stay as long as the
///                 hub is read.
void publish_server(metrics_hub& hub, std::size_t shard,
                    const http::server_counters& counters);

} // namespace smokehouse::actors
