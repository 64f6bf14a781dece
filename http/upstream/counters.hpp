#pragma once

#include "http/client_stats.hpp"
#include "http/types.hpp"

#include <array>
#include <atomic>
#include <cstdint>

namespace smokehouse::http::upstream {

/// A figure with one writer and any number of readers.
class figure {
public:
  void set(std::uint64_t value) noexcept {
    value_.store(value, std::memory_order_relaxed);
  }

  /// No locked instruction: there is one writer.
  void add_one() noexcept {
    set(get() + 1);
  }

  std::uint64_t get() const noexcept {
    return value_.load(std::memory_order_relaxed);
  }

private:
  std::atomic<std::uint64_t> value_{0};
};

/// What other threads may read, written on the pool's executor: the figures of
/// `client_stats`, and one of the line.
struct counters {
  figure open, busy, idle, waiting;
  figure requests, answered, failures, cancelled, reused, retried, connects;
  figure status_5xx, retries_refused;
  std::array<figure, call_errors.size()> failures_by_error;
  /// The nanoseconds until the line is over, as the last one refused saw it.
  figure drain;

  /// A request ended, with an answer of that status unless there is an error.
  void ended(error_code ec, unsigned status) noexcept;

  client_stats snapshot() const noexcept;
};

} // namespace smokehouse::http::upstream
