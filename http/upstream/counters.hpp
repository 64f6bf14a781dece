#pragma once

#include "http/client_stats.hpp"

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

/// The figures of `client_stats`, written on the pool's executor.
struct counters {
  figure open, busy, idle, waiting;
  figure requests, answered, failures, cancelled, reused, retried, connects;

  client_stats snapshot() const noexcept {
    return {.open = open.get(),
            .busy = busy.get(),
            .idle = idle.get(),
            .waiting = waiting.get(),
            .requests = requests.get(),
            .answered = answered.get(),
            .failures = failures.get(),
            .cancelled = cancelled.get(),
            .reused = reused.get(),
            .retried = retried.get(),
            .connects = connects.get()};
  }
};

} // namespace smokehouse::http::upstream
