#pragma once

#include "http/moving_mean.hpp"

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
    lifetime_.add(after);
    give_back();
  }

  /// How long it takes until the connections of now are closed, by how long
  /// connections were open of late.
  duration drain_time() const noexcept {
    return lifetime_.get();
  }

private:
  void give_back() noexcept {
    open_.fetch_sub(1, std::memory_order_relaxed);
  }

  const std::size_t most_;
  std::atomic<std::size_t> open_{0};
  moving_mean lifetime_;
};

} // namespace smokehouse::http
