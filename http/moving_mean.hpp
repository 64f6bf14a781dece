#pragma once

#include "http/types.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace smokehouse::http {

/// The mean of recent durations: of all at first, later each new one counts for
/// a 32nd. Any thread may use it; of two that add at once one may be lost.
class moving_mean {
public:
  void add(duration sample) noexcept {
    const auto n = std::min<std::int64_t>(count_.load(relaxed) + 1, 32);
    const auto before = mean_.load(relaxed);
    mean_.store(before + (sample.count() - before) / n, relaxed);
    count_.store(n, relaxed);
  }

  /// Zero as long as there was none.
  duration get() const noexcept {
    return duration{mean_.load(relaxed)};
  }

private:
  static constexpr auto relaxed = std::memory_order_relaxed;

  std::atomic<std::int64_t> mean_{0};
  std::atomic<std::int64_t> count_{0};
};

/// When to try again, as `Retry-After` says it: whole seconds, rounded up, one
/// at least and an hour at most.
inline std::chrono::seconds retry_after(duration left) noexcept {
  using std::chrono::seconds;
  return std::clamp(std::chrono::ceil<seconds>(left), seconds{1},
                    seconds{3600});
}

} // namespace smokehouse::http
