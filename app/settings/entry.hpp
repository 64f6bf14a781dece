#pragma once

#include <caf/config_value.hpp>

#include <string>
#include <vector>

namespace smokehouse::app {

/// One key with its value, as a file or the command line gives it.
struct entry {
  /// The whole name, sections included: `http.port`.
  std::string name;
  /// An empty dictionary for a section with nothing in it.
  caf::config_value value;
  /// Where it was given, as in `fault::where`.
  std::string where;
};

using entries = std::vector<entry>;

} // namespace smokehouse::app
