#pragma once

#include "http/moving_mean.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace smokehouse::http {

/// How long it takes until those that have all the places now are done: as long
/// as it took others of late, or as long as nobody has been done for, whichever
/// is more. The latter is all there is to go by before the first is done, or
/// when what takes the places is slower than what had them before. Any thread
/// may use it.
class time_to_drain {
public:
  /// One was done, after so long.
  void done(duration after) noexcept {
    mean_.add(after);
    if (full_since_.load(relaxed) != never)
      full_since_.store(never, relaxed);
  }

  /// How long it took of late; zero as long as nobody was done.
  duration mean() const noexcept {
    return mean_.get();
  }

  /// For one that finds no place now.
  duration when_full(time_point now) noexcept {
    const auto ticks = now.time_since_epoch().count();
    auto since = full_since_.load(relaxed);
    if (since == never)
      full_since_.store(since = ticks, relaxed);
    return std::max(mean_.get(), duration{ticks - since});
  }

private:
  static constexpr auto relaxed = std::memory_order_relaxed;
  static constexpr std::int64_t never = -1;

  moving_mean mean_;
  /// When the first was refused since one was last done.
  std::atomic<std::int64_t> full_since_{never};
};

} // namespace smokehouse::http
