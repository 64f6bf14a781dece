#pragma once

#include "app/settings/load.hpp"

namespace smokehouse::app {

/// Serves until SIGTERM or SIGINT, then drains for `shutdown.grace` at most; a
/// second signal ends it at once.
/// @returns the exit code: 0 stopped cleanly, 1 cannot start. Where work is
///          left at the end of the grace, the process exits with 3 from here.
int serve(configuration config);

} // namespace smokehouse::app
