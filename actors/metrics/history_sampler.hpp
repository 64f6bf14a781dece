#pragma once

#include "actors/metrics/history.hpp"
#include "actors/metrics/hub.hpp"

#include <chrono>
#include <map>

namespace smokehouse::actors {

/// Makes the points of a history: each from what came since the one before.
class history_sampler {
public:
  using clock = std::chrono::steady_clock;

  /// @param begin When everything was still zero.
  explicit history_sampler(clock::time_point begin) : last_(begin) {
    // nop
  }

  /// @param look The figures of now.
  /// @param now Later than at the last call.
  /// @param real The same moment, for people.
  history_point next(const metrics_look& look, clock::time_point now,
                     std::chrono::system_clock::time_point real);

private:
  double raise(const std::string& key, std::int64_t total);

  clock::time_point last_;
  /// What was counted so far; as many entries as there are routes and classes.
  std::map<std::string, std::int64_t> totals_;
  histogram_reading latency_;
};

} // namespace smokehouse::actors
