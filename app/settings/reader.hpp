#pragma once

#include "app/settings/entry.hpp"
#include "app/settings/fault.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace smokehouse::app {

/// What a text holds, and the fault that its reading stopped at, if any.
struct reading {
  entries found;
  std::optional<fault> stopped;
};

/// Reads CAF's syntax with CAF's parser. `name` stands for the text in faults.
reading read_config(std::string_view text, const std::string& name);

/// Reads a file; a fault when it cannot be read.
reading read_config_file(const std::string& path);

/// Reads one value; nothing when the text is not exactly one.
std::optional<caf::config_value> read_value(std::string_view text);

} // namespace smokehouse::app
