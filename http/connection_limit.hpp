#pragma once

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
    leave();
    return false;
  }

  /// Gives a place back.
  void leave() noexcept {
    open_.fetch_sub(1, std::memory_order_relaxed);
  }

private:
  const std::size_t most_;
  std::atomic<std::size_t> open_{0};
};

} // namespace smokehouse::http
