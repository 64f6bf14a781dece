#pragma once

#include "actors/types.hpp"

#include <string>
#include <vector>

// What this service's own actors send beside the types of actors/types.hpp.

CAF_BEGIN_TYPE_ID_BLOCK(smokehouse_app, caf::id_block::smokehouse::end)

CAF_ADD_TYPE_ID(smokehouse_app, (std::vector<std::string>))

CAF_END_TYPE_ID_BLOCK(smokehouse_app)

namespace smokehouse::app {

/// Makes these types known to CAF, once; before any system.
void register_message_types();

} // namespace smokehouse::app
