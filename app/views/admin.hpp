#pragma once

#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// `/admin/`: the page that shows the service's inside while it runs, and the
/// files that it is made of. It gets its figures from `/stats/stream`.
/// `/admin` redirects there; a file that the client has answers 304.
http::response admin(const http::request& request);

} // namespace smokehouse::app::views
