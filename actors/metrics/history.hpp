#pragma once

#include <boost/circular_buffer.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// How often something happened: a second, and of what name.
struct named_rate {
  std::string name;
  double per_second = 0;
};

/// What the time between two readings was like.
struct history_point {
  /// Its end: seconds since 1970, real time.
  double time = 0;
  /// Requests accepted, a second.
  double requests = 0;
  /// Without an answer at its end.
  std::int64_t in_flight = 0;
  /// Latency of what was answered in it, in seconds; 0 if nothing was. As exact
  /// as `histogram_reading::percentile`.
  double p50 = 0;
  double p99 = 0;
  /// Requests that ended, by class of status, `shed` or `cancelled`. What did
  /// not happen is left out, so that quiet times take little memory.
  std::vector<named_rate> outcomes = {};
  /// The same requests by route.
  std::vector<named_rate> routes = {};
};

/// The last 15 minutes, if a point is made once a second; the oldest first.
using history = boost::circular_buffer<history_point>;

inline constexpr std::size_t history_points = 900;

} // namespace smokehouse::actors
