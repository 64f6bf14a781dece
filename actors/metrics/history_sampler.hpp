#pragma once

#include "actors/metrics/history.hpp"
#include "actors/metrics/http_totals.hpp"

#include <chrono>

namespace smokehouse::actors {

/// Makes the points of a history: each from what came since the one before.
class history_sampler {
public:
  using clock = std::chrono::steady_clock;

  /// @param begin When everything was still zero.
  explicit history_sampler(clock::time_point begin) : last_(begin) {
    // nop
  }

  /// @param totals Those of now.
  /// @param now Later than at the last call.
  /// @param real The same moment, for people.
  history_point next(const http_totals& totals, clock::time_point now,
                     std::chrono::system_clock::time_point real);

private:
  clock::time_point last_;
  http_totals before_;
};

} // namespace smokehouse::actors
