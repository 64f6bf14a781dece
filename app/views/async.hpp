#pragma once

#include "actors/background.hpp"
#include "app/count.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// `/async/`: answers at once and goes on counting in the background, without
/// a thread.
http::response async(const http::request& request,
                     const actors::background& background,
                     caf::actor_system& system, const tick_settings& tick,
                     const upstream& from, const console& out);

} // namespace smokehouse::app::views
