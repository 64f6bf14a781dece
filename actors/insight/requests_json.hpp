#pragma once

#include "actors/insight/request_log.hpp"

#include <span>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// Requests in flight that are listed, at most.
inline constexpr std::size_t most_listed = 100;

/// The requests of several servers as JSON: `in_flight[]`, the oldest first,
/// `in_flight_total`, and `slowest[]` of the last minute. Each has `id`,
/// `method`, `route`, `path` and `split[]` with `name`, `s` and, for whom it
/// asked, `took_s`; those in flight `age_s` and `waits_for`, the others
/// `status`, `ended` (Unix time) and `duration_s`.
/// @param routes The paths of the routes, by index.
std::string requests_json(std::span<const request_log* const> logs,
                          std::span<const std::string> routes);

} // namespace smokehouse::actors
