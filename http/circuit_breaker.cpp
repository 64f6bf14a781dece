#include "http/circuit_breaker.hpp"

#include <algorithm>
#include <utility>

namespace smokehouse::http {

std::string_view name_of(breaker_state state) noexcept {
  switch (state) {
  case breaker_state::closed:
    return "closed";
  case breaker_state::open:
    return "open";
  case breaker_state::half_open:
    return "half_open";
  }
  return "unknown";
}

circuit_breaker::circuit_breaker(const breaker_settings& settings,
                                 listener on_change)
    : settings_(settings),
      on_change_(std::move(on_change)),
      window_(settings.window) {}

std::optional<breaker_pass> circuit_breaker::enter(time_point now) {
  std::unique_lock guard{mutex_};
  if (state_ == breaker_state::closed)
    return breaker_pass{shared_from_this(), era_, false};
  const bool rests = state_ == breaker_state::open && now < open_until_;
  if (rests || probing_) {
    ++refused_;
    return std::nullopt;
  }
  probing_ = true;
  std::optional<breaker_stats> changed;
  if (std::exchange(state_, breaker_state::half_open) == breaker_state::open)
    changed = stats_now(now);
  breaker_pass result{shared_from_this(), era_, true};
  guard.unlock();
  tell(changed);
  return result;
}

void circuit_breaker::leave(std::uint64_t era, bool probe, verdict how,
                            time_point now) {
  std::unique_lock guard{mutex_};
  if (era != era_)
    return;
  if (probe)
    probing_ = false;
  if (how == verdict::nothing)
    return;
  const bool failed = how == verdict::failed;
  window_.add(failed, now);
  std::optional<breaker_stats> changed;
  if (failed && (probe || too_many(now))) {
    change(breaker_state::open, now);
    changed = stats_now(now);
  } else if (probe) {
    window_.clear();
    change(breaker_state::closed, now);
    changed = stats_now(now);
  }
  guard.unlock();
  tell(changed);
}

bool circuit_breaker::too_many(time_point now) const {
  const auto seen = window_.at(now);
  return seen.calls >= settings_.min_calls
         && seen.rate() >= settings_.failure_rate;
}

void circuit_breaker::change(breaker_state next, time_point now) {
  state_ = next;
  ++era_;
  if (next != breaker_state::open)
    return;
  ++opened_;
  open_until_ = now + settings_.open_for;
}

bool circuit_breaker::still_closed(std::uint64_t era) const {
  std::lock_guard guard{mutex_};
  return era == era_ && state_ == breaker_state::closed;
}

duration circuit_breaker::rest(time_point now) const {
  std::lock_guard guard{mutex_};
  if (state_ != breaker_state::open)
    return duration::zero();
  return std::max(open_until_ - now, duration::zero());
}

breaker_stats circuit_breaker::stats(time_point now) const {
  std::lock_guard guard{mutex_};
  return stats_now(now);
}

breaker_stats circuit_breaker::stats_now(time_point now) const {
  const auto seen = window_.at(now);
  return {.state = state_,
          .calls = seen.calls,
          .failure_rate = seen.rate(),
          .opened = opened_,
          .refused = refused_};
}

void circuit_breaker::tell(const std::optional<breaker_stats>& change) const {
  if (change && on_change_)
    on_change_(*change);
}

breaker_pass& breaker_pass::operator=(breaker_pass&& other) noexcept {
  std::swap(of_, other.of_);
  std::swap(era_, other.era_);
  std::swap(probe_, other.probe_);
  return *this;
}

breaker_pass::~breaker_pass() {
  end(verdict::nothing, {});
}

void breaker_pass::end(verdict how, time_point now) {
  if (auto breaker = std::exchange(of_, nullptr))
    breaker->leave(era_, probe_, how, now);
}

bool breaker_pass::may_repeat() const {
  return !of_ || (!probe_ && of_->still_closed(era_));
}

} // namespace smokehouse::http
