#pragma once

#include "actors/live_handle.hpp"
#include "actors/view.hpp"
#include "http/reply.hpp"
#include "http/server.hpp"

namespace smokehouse::actors {

/// The handler of an HTTP server that asks a shard's front. Each connection
/// gets a reply port of its own, so the answer goes from the view straight to
/// the connection, on the same thread where they share a shard.
http::handler ask_front(caf::actor_system& system, live_handle<view> front);

} // namespace smokehouse::actors
