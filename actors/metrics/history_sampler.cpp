#include "actors/metrics/history_sampler.hpp"

#include <utility>

namespace smokehouse::actors {

namespace {

/// The requests that ended, by how and by route.
struct ends {
  std::map<std::string, std::int64_t> outcomes;
  std::map<std::string, std::int64_t> routes;

  void add(const std::string& outcome, const std::string& route,
           std::int64_t count) {
    outcomes[outcome] += count;
    routes[route] += count;
  }
};

ends ends_of(const http_stats& stats) {
  ends result;
  for (const auto& route : stats.routes) {
    for (const auto& [status, count] : route.answered)
      result.add(status, route.path, count);
    result.add("shed", route.path, route.shed);
    result.add("cancelled", route.path, route.cancelled);
  }
  return result;
}

} // namespace

history_point
history_sampler::next(const metrics_look& look, clock::time_point now,
                      std::chrono::system_clock::time_point real) {
  using seconds = std::chrono::duration<double>;
  auto elapsed = seconds{now - std::exchange(last_, now)}.count();
  auto latency = look.reading.histogram("smokehouse.http.request-duration");
  auto recent = latency.since(std::exchange(latency_, latency));
  const auto& http = look.stats.http;
  history_point result{
      .time = seconds{real.time_since_epoch()}.count(),
      .requests = raise("accepted", http.requests.accepted) / elapsed,
      .in_flight = http.requests.in_flight,
      .p50 = recent.percentile(0.50),
      .p99 = recent.percentile(0.99),
  };
  auto rates = [&](const auto& totals, std::vector<named_rate>& to) {
    for (const auto& [name, total] : totals)
      if (auto more = raise("by " + name, total); more > 0)
        to.push_back({name, more / elapsed});
  };
  auto ended = ends_of(http);
  rates(ended.outcomes, result.outcomes);
  rates(ended.routes, result.routes);
  return result;
}

/// How much there is since the last call with that key.
double history_sampler::raise(const std::string& key, std::int64_t total) {
  return static_cast<double>(total - std::exchange(totals_[key], total));
}

} // namespace smokehouse::actors
