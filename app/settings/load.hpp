#pragma once

#include "app/settings/entry.hpp"
#include "app/settings/fault.hpp"
#include "app/settings/settings.hpp"

#include <caf/settings.hpp>

#include <string>
#include <vector>

namespace smokehouse::app {

/// A configuration after its validation.
struct configuration {
  settings values;
  /// CAF's own keys (`caf`, with `caf.scheduler.max-threads` set to the number
  /// of shards), for `caf::actor_system_config::content`.
  caf::settings caf;
};

/// What a load came to: usable when there are no faults.
struct loaded {
  configuration result;
  faults wrong;
};

/// Sets the entries over the defaults, later ones over earlier ones, and
/// checks each of them.
loaded load(const entries& given);

/// Reads the file unless its path is empty, then sets the command line's
/// `overrides` (`--http.port=8000`) over it.
loaded load(const std::string& file, const std::vector<std::string>& overrides);

} // namespace smokehouse::app
