#pragma once

#include "http/time_to_drain.hpp"

#include <atomic>
#include <cstddef>

namespace smokehouse::http {

/// How many connections may be open at a time, over all servers that share it.
/// Thread-safe.
class connection_limit {
public:
  explicit connection_limit(std::size_t most) noexcept : most_(most) {
    // nop
  }

  /// Takes a place; false when there is none.
  bool enter() noexcept {
    if (open_.fetch_add(1, std::memory_order_relaxed) < most_)
      return true;
    give_back();
    return false;
  }

  /// Gives a place back, after so long.
  void leave(duration after) noexcept {
    drain_.done(after);
    give_back();
  }

  /// How long it takes until the connections of now are closed, for one that
  /// found no place.
  duration drain_time() noexcept {
    return drain_.when_full(clock::now());
  }

private:
  void give_back() noexcept {
    open_.fetch_sub(1, std::memory_order_relaxed);
  }

  const std::size_t most_;
  std::atomic<std::size_t> open_{0};
  time_to_drain drain_;
};

} // namespace smokehouse::http
