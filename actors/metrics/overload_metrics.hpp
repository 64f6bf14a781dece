#pragma once

#include "actors/metrics/hub.hpp"
#include "actors/overload/admission.hpp"

#include <memory>

namespace smokehouse::actors {

/// Publishes what a shard's admission refused, as the family
/// `smokehouse.http.requests-refused` with the labels `limit` (`in_flight` or
/// `route`) and `shard`.
void publish_admission(metrics_hub& hub, std::size_t shard,
                       std::shared_ptr<const admission> from);

} // namespace smokehouse::actors
