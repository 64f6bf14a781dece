#pragma once

#include "http/request.hpp"

#include <caf/timespan.hpp>

namespace smokehouse::actors {

/// Until the server answers 504 in a view's place: the bound for what the view
/// waits for. A millisecond at least, an hour at most.
caf::timespan time_left(const http::request& request);

} // namespace smokehouse::actors
