#include "http/upstream/failure_window.hpp"

#include <algorithm>

namespace smokehouse::http::upstream {

failure_window::failure_window(duration length) noexcept
    : slot_length_(std::max(length / slot_count, duration{1})) {}

void failure_window::add(bool failed, time_point now) noexcept {
  const auto number = number_of(now);
  auto& place = slots_[static_cast<std::size_t>(number % slot_count)];
  if (place.number != number)
    place = {number, {}};
  ++place.seen.calls;
  place.seen.failed += failed;
}

failure_window::counts failure_window::at(time_point now) const noexcept {
  const auto last = number_of(now);
  counts result;
  for (const auto& one : slots_)
    if (one.number > last - slot_count && one.number <= last) {
      result.calls += one.seen.calls;
      result.failed += one.seen.failed;
    }
  return result;
}

void failure_window::clear() noexcept {
  slots_ = {};
}

std::int64_t failure_window::number_of(time_point when) const noexcept {
  return when.time_since_epoch() / slot_length_;
}

} // namespace smokehouse::http::upstream
