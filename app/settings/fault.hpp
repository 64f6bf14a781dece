#pragma once

#include <string>
#include <vector>

namespace smokehouse::app {

/// One thing that is wrong with the configuration.
struct fault {
  /// `FILE:LINE`, `FILE`, or the option as it was given.
  std::string where;
  std::string what;

  friend bool operator==(const fault&, const fault&) = default;
};

using faults = std::vector<fault>;

/// One line for each fault: `smokehouse: WHERE: WHAT`.
inline std::string to_string(const faults& all) {
  std::string result;
  for (const auto& [where, what] : all)
    result += "smokehouse: " + where + ": " + what + '\n';
  return result;
}

} // namespace smokehouse::app
