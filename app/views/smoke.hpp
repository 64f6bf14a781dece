#pragma once

#include "actors/live_handle.hpp"
#include "actors/runtime/attempt.hpp"
#include "actors/runtime/task.hpp"
#include "app/fetchers/flavor.hpp"
#include "app/fetchers/smokables.hpp"
#include "app/log/console.hpp"
#include "app/settings/choices.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <caf/timespan.hpp>

#include <string>

namespace smokehouse::app::views {

/// The fetchers that a shard's views ask.
struct fetchers {
  actors::live_handle<smokables_fetcher> smokables;
  actors::live_handle<flavor_fetcher> flavor;
};

/// What there is in place of a flavor that was lost.
inline constexpr const char* everybodys_flavor = "Sweet Baby Ray's";

struct sauce {
  std::string flavor;
  /// It is there in place of another.
  bool replaced = false;
};

/// The flavor that came, or else what everybody likes.
sauce sauce_of(actors::attempted<std::string> flavor);

/// How long to wait for a flavor that can be done without: a tenth less than
/// there is, so that there is time to do without it.
caf::timespan patience_for_flavor(caf::timespan left);

/// `/smoke_some_meats/`: asks both fetchers at the same time, smokes what they
/// bring, and says how much it was. Takes as long as the slower of the two. An
/// answer without the flavor that there should be has `X-Partial: flavor`;
/// there is none without smokables.
actors::task<http::response> smoke_some_meats(http::request request,
                                              fetchers ask_them,
                                              flavor_loss without_flavor,
                                              console out);

} // namespace smokehouse::app::views
