#pragma once

#include "actors/route.hpp"
#include "app/shard_context.hpp"

#include <vector>

namespace smokehouse::app {

/// What the service answers, a line for each view. Called once for each shard;
/// paths and their order are the same on all.
std::vector<actors::route> routes(const shard_context& shard);

} // namespace smokehouse::app
