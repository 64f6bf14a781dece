#pragma once

#include "actors/live_handle.hpp"
#include "actors/runtime/task.hpp"
#include "app/fetchers/flavor.hpp"
#include "app/fetchers/smokables.hpp"
#include "app/log/console.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::views {

/// The fetchers that a shard's views ask.
struct fetchers {
  actors::live_handle<smokables_fetcher> smokables;
  actors::live_handle<flavor_fetcher> flavor;
};

/// `/smoke_some_meats/`: asks both fetchers at the same time, smokes what they
/// bring, and says how much it was. Takes as long as the slower of the two.
actors::task<http::response> smoke_some_meats(http::request request,
                                              fetchers ask_them, console out);

} // namespace smokehouse::app::views
