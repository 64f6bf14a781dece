#include "http/retry_budget.hpp"

#include <algorithm>

namespace smokehouse::http {

retry_budget::retry_budget(const retry_settings& settings) noexcept
    : settings_(settings), saved_(std::min(settings.per_second, most_saved)) {}

void retry_budget::earn() noexcept {
  std::lock_guard guard{mutex_};
  saved_ = std::min(saved_ + settings_.share, most_saved);
}

bool retry_budget::spend(time_point now) noexcept {
  std::lock_guard guard{mutex_};
  if (since_ != time_point{}) {
    const std::chrono::duration<double> passed = now - since_;
    saved_ =
        std::min(saved_ + passed.count() * settings_.per_second, most_saved);
  }
  since_ = now;
  // Ten tenths are a little less than one.
  constexpr double one = 1 - 1e-9;
  if (saved_ < one)
    return false;
  saved_ -= 1;
  return true;
}

} // namespace smokehouse::http
