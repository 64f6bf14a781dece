#include "app/version.hpp"

namespace smokehouse::app {

const std::string_view version = SMOKEHOUSE_VERSION;

} // namespace smokehouse::app
