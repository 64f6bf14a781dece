#include "actors/metrics/history_sampler.hpp"

#include <utility>

namespace smokehouse::actors {

namespace {

/// What there is more of, a second.
std::vector<named_rate> rates_of(const http_totals::counts& now,
                                 const http_totals::counts& before,
                                 double elapsed) {
  std::vector<named_rate> result;
  for (const auto& [name, total] : now) {
    auto known = before.find(name);
    auto more = total - (known == before.end() ? 0 : known->second);
    if (more > 0)
      result.push_back({name, static_cast<double>(more) / elapsed});
  }
  return result;
}

} // namespace

history_point
history_sampler::next(const http_totals& totals, clock::time_point now,
                      std::chrono::system_clock::time_point real) {
  using seconds = std::chrono::duration<double>;
  auto elapsed = seconds{now - std::exchange(last_, now)}.count();
  auto before = std::exchange(before_, totals);
  auto accepted = static_cast<double>(totals.accepted - before.accepted);
  auto latency = totals.latency.since(before.latency);
  return {
      .time = seconds{real.time_since_epoch()}.count(),
      .requests = accepted / elapsed,
      .in_flight = totals.in_flight,
      .p50 = latency.percentile(0.50),
      .p99 = latency.percentile(0.99),
      .outcomes = rates_of(totals.outcomes, before.outcomes, elapsed),
      .routes = rates_of(totals.routes, before.routes, elapsed),
  };
}

} // namespace smokehouse::actors
