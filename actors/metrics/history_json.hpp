#pragma once

#include "actors/metrics/history.hpp"

#include <string>

namespace smokehouse::actors {

/// A point as JSON. Names that end in `_s` are seconds; what ended is given a
/// second, by outcome and by route, without what did not happen.
std::string history_json(const history_point& point);

/// All points as an array.
std::string history_json(const history& points);

} // namespace smokehouse::actors
