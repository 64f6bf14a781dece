#pragma once

#include "actors/error.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <string>

namespace smokehouse::actors {

/// The HTTP status of an error: our bug 500, an upstream down 502, full,
/// restarting or not asking an upstream for a while 503, late 504.
http::status status_of(error code);

/// True for what supervision has to know of: a defect of the actor itself, not
/// an upstream's failure or a full pool.
bool is_defect(const caf::error& reason);

/// The answer to a request that ended in an error, as RFC 9457 has it. A
/// refusal for lack of capacity is marked as shed and carries `Retry-After`.
http::response error_response(const caf::error& reason,
                              const http::request& request);

/// 404: no route has that path.
http::response not_found(const http::request& request);

/// 405: the route answers other methods.
/// @param allow Those, see `route_index::allow`.
http::response not_allowed(const http::request& request,
                           const std::string& allow);

} // namespace smokehouse::actors
