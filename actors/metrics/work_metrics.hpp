#pragma once

#include "actors/background.hpp"
#include "actors/blocking_pool.hpp"
#include "actors/metrics/hub.hpp"

#include <memory>

namespace smokehouse::actors {

/// Has the hub publish what a pool is doing, as families
/// `smokehouse.blocking.*` with the label `pool`.
void publish_pool(metrics_hub& hub, const blocking_pool& pool);

/// Has the hub publish the numbers of background jobs, as families
/// `smokehouse.background.*`.
void publish_background(metrics_hub& hub,
                        std::shared_ptr<const background_list> jobs);

} // namespace smokehouse::actors
