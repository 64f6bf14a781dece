#pragma once

#include "actors/metrics/hub.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace smokehouse::actors {

/// What a history needs of all that was counted of requests. Much cheaper to
/// get than all stats are: it is wanted every second.
struct http_totals {
  using counts = std::map<std::string, std::int64_t, std::less<>>;

  std::int64_t accepted = 0;
  std::int64_t in_flight = 0;
  /// Requests that ended, by class of status, `shed` or `cancelled`.
  counts outcomes = {};
  /// The same by route.
  counts routes = {};
  /// Of all answers.
  histogram_reading latency = {};

  static http_totals of(metrics_hub& hub);
};

} // namespace smokehouse::actors
