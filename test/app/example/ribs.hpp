#pragma once

#include "actors/live_handle.hpp"
#include "actors/runtime/ask.hpp"
#include "actors/runtime/sleep.hpp"
#include "actors/time_left.hpp"
#include "app/fetchers/flavor.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <chrono>

namespace smokehouse::app::views {

/// `/ribs/`: asks for a flavor, lets it soak in, and serves.
inline actors::task<http::response>
ribs(http::request request, caf::actor_system& system,
     actors::live_handle<flavor_fetcher> flavors) {
  auto bound = actors::time_left(request);
  auto flavor = co_await actors::ask(flavors.get(), bound, caf::get_atom_v);
  co_await actors::sleep_for(system, std::chrono::milliseconds{500});
  co_return http::text("Ribs with " + flavor + ", coming right up!");
}

} // namespace smokehouse::app::views
