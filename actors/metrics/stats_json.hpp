#pragma once

#include "actors/metrics/service_info.hpp"
#include "actors/metrics/service_stats.hpp"

#include <string>

namespace smokehouse::actors {

/// The version of the format, in its member `schema`: members may be added to
/// it, but none is taken away or changes its meaning.
inline constexpr int stats_schema = 1;

/// The stats as JSON. Names that end in `_s` are seconds.
std::string stats_json(const service_stats& stats, const service_info& info);

} // namespace smokehouse::actors
