#pragma once

#include "app/settings/entry.hpp"

#include <string>

namespace smokehouse::app {

/// Reads an option of the command line that sets a key: `--http.port=8000`.
/// Texts need no quotes, lists no brackets. Without `=` the value is a null,
/// which flags take for true. What cannot be read as a value is taken as text,
/// for the key to refuse.
entry read_override(const std::string& option);

} // namespace smokehouse::app
