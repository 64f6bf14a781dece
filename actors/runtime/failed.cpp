#include "actors/runtime/failed.hpp"

namespace smokehouse::actors {

failed::failed(caf::error reason)
    : reason_(std::move(reason)), text_(caf::to_string(reason_)) {}

} // namespace smokehouse::actors
