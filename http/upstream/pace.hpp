#pragma once

#include "http/time_to_drain.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace smokehouse::http::upstream {

/// How fast a line moves, by how long those were at their places who had one.
class pace {
public:
  /// @param places 1 or more.
  /// @param most Nobody is in the line for longer.
  pace(std::size_t places, duration most)
      : places_(static_cast<std::int64_t>(places)), most_(most) {}

  /// One left its place, after so long.
  void left(duration after) noexcept {
    each_.done(after);
  }

  /// Until so many in line have a place; zero as long as nobody left one.
  duration until_served(std::size_t waiting) const noexcept {
    return times(each_.mean(), waiting);
  }

  /// The same for one who finds the line full.
  duration when_full(std::size_t waiting, time_point now) noexcept {
    return times(each_.when_full(now), waiting);
  }

private:
  duration times(duration each, std::size_t waiting) const noexcept {
    const auto turns = static_cast<std::int64_t>(waiting);
    return std::min(std::min(each, most_) * turns / places_, most_);
  }

  std::int64_t places_;
  duration most_;
  time_to_drain each_;
};

} // namespace smokehouse::http::upstream
