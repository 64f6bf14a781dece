#pragma once

#include "http/types.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace smokehouse::http::upstream {

/// How many calls of late failed: those of the last while, give or take a tenth
/// of it, in as much memory however many there are. The clock is the caller's.
class failure_window {
public:
  struct counts {
    std::uint64_t calls = 0;
    std::uint64_t failed = 0;

    /// Of all calls, 0 to 1; 0 if there were none.
    double rate() const noexcept {
      return calls == 0
                 ? 0
                 : static_cast<double>(failed) / static_cast<double>(calls);
    }
  };

  /// @param length How far it looks back; greater than zero.
  explicit failure_window(duration length) noexcept;

  void add(bool failed, time_point now) noexcept;

  counts at(time_point now) const noexcept;

  void clear() noexcept;

private:
  static constexpr std::int64_t slot_count = 10;

  struct slot {
    /// Which of all slots of time it is.
    std::int64_t number = std::numeric_limits<std::int64_t>::min();
    counts seen;
  };

  std::int64_t number_of(time_point when) const noexcept;

  duration slot_length_;
  std::array<slot, static_cast<std::size_t>(slot_count)> slots_;
};

} // namespace smokehouse::http::upstream
