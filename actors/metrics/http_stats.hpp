#pragma once

#include "actors/metrics/service_stats.hpp"

namespace smokehouse::actors {

/// The HTTP figures of all shards together.
http_stats http_of(const metrics_reading& reading);

/// What each shard does of it.
std::vector<shard_stats> shards_of(const metrics_reading& reading);

} // namespace smokehouse::actors
