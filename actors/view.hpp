#pragma once

#include "actors/error.hpp"
#include "actors/runtime/task.hpp"
#include "actors/types.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <caf/typed_actor.hpp>

#include <functional>
#include <variant>

namespace smokehouse::actors {

/// Answers one kind of request.
///   (request) -> response, or an `error` that the connection turns into an
///   RFC 9457 answer. Bounded by the request's deadline.
using view = caf::typed_actor<caf::result<http::response>(http::request)>;

/// A view that never waits: a function from request to response.
using plain_view = std::function<http::response(const http::request&)>;

/// A view that waits: a coroutine. The request is passed by value, as a
/// coroutine's parameters have to be.
using waiting_view = std::function<task<http::response>(http::request)>;

/// What a route is made of.
using view_function = std::variant<plain_view, waiting_view>;

} // namespace smokehouse::actors
