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
  auto spare = spare_.load(relaxed);
  while (spare > 0)
    if (spare_.compare_exchange_weak(spare, spare - 1, relaxed))
      return true;
  const auto taken = limit_.take(limit_.chunk_ + 1);
  if (taken > 1)
    spare_.fetch_add(taken - 1, relaxed);
  return taken > 0;
}

// Where shards do not count together for each request, they do not note the
// time of each together either.
void in_flight_limit::share::leave(http::duration after) noexcept {
  const auto unnoted = unnoted_.load(relaxed);
  unnoted_.store(unnoted < limit_.chunk_ ? unnoted + 1 : 0, relaxed);
  if (unnoted == 0)
    limit_.drain_.done(after);
  give_back();
}

void in_flight_limit::share::give_back() noexcept {
  const auto chunk = limit_.chunk_;
  auto spare = spare_.load(relaxed);
  for (;;) {
    const auto keep = spare < 2 * chunk;
    const auto left = keep ? spare + 1 : spare - chunk;
    if (!spare_.compare_exchange_weak(spare, left, relaxed))
      continue;
    if (!keep)
      limit_.free_.fetch_add(chunk + 1, relaxed);
    return;
  }
}

} // namespace smokehouse::actors
