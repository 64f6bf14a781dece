#pragma once

#include "actors/live_handle.hpp"
#include "actors/route.hpp"
#include "actors/view.hpp"

#include <caf/typed_event_based_actor.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace smokehouse::actors {

/// The first actor of every request on a shard. It has a view's interface: it
/// delegates to one, so the view's answer goes straight to the connection.
using front_actor = view;

struct front_state {
  static constexpr const char* name = "front";
};

/// What the front works with.
struct front_dependencies {
  std::shared_ptr<const route_index> routes;
  /// The view of each route, in the routes' order.
  std::vector<live_handle<view>> views;
  /// Told of the route of each request, on the shard's thread: says when to
  /// try again if there is no place for it, or nothing.
  std::function<std::optional<std::chrono::seconds>(const http::request&,
                                                    std::uint16_t)>
      on_routed;
};

/// Finds the route and delegates; 404 where there is none, 405 with `Allow`
/// where it does not answer the method, 503 where there is no place for it or
/// its view is in quarantine, and nothing else decided here.
front_actor::behavior_type
front(front_actor::stateful_pointer<front_state> self,
      front_dependencies dependencies);

} // namespace smokehouse::actors
