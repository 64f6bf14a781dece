#pragma once

#include "app/settings/key.hpp"
#include "app/settings/settings.hpp"

#include <vector>

namespace smokehouse::app {

/// Every key of the service, bound to the members of `place`, which must
/// outlive the result. A new key is a member of a settings struct, one line
/// here, and its lines in conf/smokehouse.conf, which a test asks for.
std::vector<key> key_table(settings& place);

} // namespace smokehouse::app
