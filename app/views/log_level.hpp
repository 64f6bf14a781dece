#pragma once

#include "app/log/logging.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// `/admin/log-level`. GET answers the least severe level that is logged:
/// `{"level":"info"}`. POST sets it to the `level` of its form or JSON object
/// and answers both: `{"old":"info","new":"debug"}`; 400 for another name.
http::response log_level(const http::request& request, logging& log);

} // namespace smokehouse::app::views
