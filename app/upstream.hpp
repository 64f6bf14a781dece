#pragma once

#include "actors/runtime/task.hpp"
#include "app/settings/settings.hpp"
#include "http/circuit_breaker.hpp"
#include "http/client.hpp"
#include "http/client_settings.hpp"

#include <memory>
#include <string>

namespace smokehouse::app {

/// The upstream as one shard's fetchers and jobs see it. A cheap-to-copy
/// handle.
using upstream = std::shared_ptr<const http::client>;

/// The client's limits as the settings have them; `max-connections` is divided
/// by the number of clients that share it, rounded up.
http::client_settings client_limits(const upstream_settings& settings,
                                    std::size_t clients = 1);

/// @throws actors::failed (`upstream_failed`) when the upstream answered 400 or
///         above.
void check(const http::client_response& answer);

/// What a GET for the request that this thread works for is sent with: its
/// trace goes on.
http::get_options traced();

/// What a client threw, in the actors' words: where its breaker keeps calls
/// away, with the time after which it may let one through again, and where its
/// line is full, with the time until that is over. Called while the exception
/// is handled.
[[noreturn]] void rethrow(const http::client& from);

/// The same for a call that waits in no line.
/// @param breaker May be null.
[[noreturn]] void rethrow(const http::circuit_breaker* breaker);

/// GETs the upstream's URL, `traced`, and drops the body. Throws as `check` and
/// `http::client::get` do, by `rethrow`.
actors::task<> get(upstream from);

/// How httpx prints an answer, as the tutorial's readers know it:
/// `<Response [200 OK]>`.
std::string response_line(const http::client_response& response);

} // namespace smokehouse::app
