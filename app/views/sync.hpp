#pragma once

#include "actors/background.hpp"
#include "actors/blocking_pool.hpp"
#include "actors/runtime/task.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <functional>

namespace smokehouse::app::views {

/// Code that blocks its thread: the count and the GET of the tutorial.
using blocking_work = std::function<void()>;

/// `/sync/`: answers when the blocking work is done, on a thread of the pool.
actors::task<http::response>
sync(http::request request, actors::blocking_pool pool, blocking_work work);

/// `/sync_to_async/`: answers at once; the blocking work goes on as a
/// background job, on a thread of the pool.
/// @param bound For the job, from the settings.
http::response sync_to_async(const http::request& request,
                             const actors::background& background,
                             const actors::blocking_pool& pool,
                             caf::timespan bound, const blocking_work& work);

} // namespace smokehouse::app::views
