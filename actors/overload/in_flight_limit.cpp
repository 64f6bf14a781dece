#include "actors/overload/in_flight_limit.hpp"

#include <algorithm>

namespace smokehouse::actors {

namespace {

constexpr auto relaxed = std::memory_order_relaxed;

// Below a thousand places the limit is exact.
std::int64_t chunk_of(std::size_t most, std::size_t shards) {
  if (most < 1024)
    return 0;
  return static_cast<std::int64_t>(std::min<std::size_t>(
      64, most / (64 * std::max<std::size_t>(1, shards))));
}

} // namespace

in_flight_limit::in_flight_limit(std::size_t most, std::size_t shards) noexcept
    : chunk_(chunk_of(most, shards)), free_(static_cast<std::int64_t>(most)) {
  // nop
}

std::int64_t in_flight_limit::take(std::int64_t wanted) noexcept {
  auto left = free_.load(relaxed);
  while (left > 0) {
    const auto taken = std::min(left, wanted);
    if (free_.compare_exchange_weak(left, left - taken, relaxed))
      return taken;
  }
  return 0;
}

bool in_flight_limit::share::enter() noexcept {
  if (spare_.fetch_sub(1, relaxed) > 0)
    return true;
  spare_.fetch_add(1, relaxed);
  const auto taken = limit_.take(limit_.chunk_ + 1);
  if (taken > 1)
    spare_.fetch_add(taken - 1, relaxed);
  return taken > 0;
}

void in_flight_limit::share::leave(http::duration after) noexcept {
  mean_.add(after);
  const auto spare = spare_.fetch_add(1, relaxed) + 1;
  if (spare <= 2 * limit_.chunk_)
    return;
  spare_.fetch_sub(limit_.chunk_ + 1, relaxed);
  limit_.free_.fetch_add(limit_.chunk_ + 1, relaxed);
}

} // namespace smokehouse::actors
