#pragma once

#include <string_view>

namespace smokehouse::app {

/// The version that CMakeLists.txt names.
extern const std::string_view version;

} // namespace smokehouse::app
