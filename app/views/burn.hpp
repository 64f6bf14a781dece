#pragma once

#include "actors/blocking_pool.hpp"
#include "actors/runtime/task.hpp"
#include "app/log/console.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <caf/timespan.hpp>

namespace smokehouse::app::views {

/// `/burn_some_meats/`: a blocking sleep on a thread of the pool, where it
/// freezes nobody.
actors::task<http::response> burn_some_meats(http::request request,
                                             actors::blocking_pool pool,
                                             caf::timespan duration,
                                             console out);

/// The same in the handler of the view itself, as in the tutorial: everything
/// else on the shard waits until it is done. For `burn.mode = inline`.
http::response burn_inline(const http::request& request, caf::timespan duration,
                           const console& out);

} // namespace smokehouse::app::views
