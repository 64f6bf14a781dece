#pragma once

#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// `/`: greets at once.
http::response index(const http::request& request);

} // namespace smokehouse::app::views
