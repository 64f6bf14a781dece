#include "app/types.hpp"

#include <caf/init_global_meta_objects.hpp>

namespace smokehouse::app {

void register_message_types() {
  static const bool done = [] {
    caf::init_global_meta_objects<caf::id_block::smokehouse_app>();
    return true;
  }();
  static_cast<void>(done);
}

} // namespace smokehouse::app
