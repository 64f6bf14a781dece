#pragma once

#include "actors/live_handle.hpp"
#include "actors/view.hpp"
#include "http/reply.hpp"
#include "http/server.hpp"

#include <caf/local_actor.hpp>
#include <caf/result.hpp>

namespace smokehouse::actors {

/// The handler of an HTTP server that asks a shard's front. Each connection
/// gets a reply port of its own, so the answer goes from the view straight to
/// the connection, on the same thread where they share a shard.
http::handler ask_front(caf::actor_system& system, live_handle<view> front);

/// Answers the request that `self` is handling. Where the asker is a connection
/// of this thread that is a call in place of a message, which would be three
/// allocations and a seventh of a request's instructions.
caf::result<http::response> answer(caf::local_actor& self,
                                   http::response&& what);

/// Hands the request that `self` is handling on to `next`, message and all:
/// `delegate` would make another one around the same content.
/// @param next Not null.
caf::result<http::response> pass_on(caf::local_actor& self, const view& next);

} // namespace smokehouse::actors
