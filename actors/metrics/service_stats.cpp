#include "actors/metrics/service_stats.hpp"

#include "actors/metrics/http_stats.hpp"
#include "http/circuit_breaker.hpp"

#include <algorithm>
#include <set>

namespace smokehouse::actors {

namespace {

process_stats process_of(const metrics_reading& reading) {
  return {
      .rss_bytes = reading.count("process.resident-memory"),
      .cpu_seconds = reading.amount("process.cpu"),
      .open_fds = reading.count("process.open-fds"),
      .threads = reading.count("process.threads"),
  };
}

/// The counts of a family with the label `reason`, by that, where the label
/// `key` is `name`.
std::vector<std::pair<std::string, std::int64_t>>
by_reason(const metrics_reading& reading, std::string_view family,
          std::string_view key, const std::string& name) {
  std::vector<std::pair<std::string, std::int64_t>> result;
  for (const auto& one : reading.family(family))
    if (one.label(key) == name)
      result.emplace_back(one.label("reason"),
                          std::get<std::int64_t>(one.value));
  return result;
}

actor_stats actor_of(const metrics_reading& reading, const std::string& name) {
  auto processing =
      reading.histogram("caf.actor.processing-time", {{"name", name}});
  auto waiting = reading.histogram("caf.actor.mailbox-time", {{"name", name}});
  return {
      .name = name,
      .running = reading.count("smokehouse.actor.running", {{"name", name}}),
      .messages = processing.count(),
      .mailbox_size = reading.count("caf.actor.mailbox-size", {{"name", name}}),
      .mailbox_time = duration_stats::of(waiting),
      .processing_time = duration_stats::of(processing),
      .failures = reading.count("smokehouse.actor.failures", {{"name", name}}),
      .restarts = reading.count("smokehouse.actor.restarts", {{"name", name}}),
      .restart_reasons = by_reason(
          reading, "smokehouse.actor.restarts-by-reason", "name", name),
      .blocked = reading.count("smokehouse.actor.blocked", {{"name", name}}),
  };
}

std::vector<actor_stats> actors_of(const metrics_reading& reading) {
  std::set<std::string> names;
  for (const auto* family :
       {"smokehouse.actor.running", "smokehouse.actor.failures",
        "caf.actor.processing-time"})
    for (auto& name : reading.values(family, "name"))
      if (!name.starts_with("caf."))
        names.insert(std::move(name));
  std::vector<actor_stats> result;
  for (const auto& name : names)
    result.push_back(actor_of(reading, name));
  return result;
}

std::vector<pool_stats> pools_of(const metrics_reading& reading) {
  std::vector<pool_stats> result;
  for (auto& pool : reading.values("smokehouse.blocking.threads", "pool")) {
    auto count = [&](const char* family) {
      return reading.count(family, {{"pool", pool}});
    };
    result.push_back({
        .name = pool,
        .threads = count("smokehouse.blocking.threads"),
        .busy = count("smokehouse.blocking.busy"),
        .queued = count("smokehouse.blocking.queued"),
        .rejected = count("smokehouse.blocking.rejected"),
        .skipped = count("smokehouse.blocking.skipped"),
        .oldest_seconds =
            reading.amount("smokehouse.blocking.oldest", {{"pool", pool}}),
    });
  }
  return result;
}

background_stats background_of(const metrics_reading& reading) {
  return {
      .running = reading.count("smokehouse.background.running"),
      .done = reading.count("smokehouse.background.done"),
      .failed = reading.count("smokehouse.background.failed"),
      .dropped = reading.count("smokehouse.background.dropped"),
      .rejected = reading.count("smokehouse.background.rejected"),
  };
}

std::optional<breaker_summary> breaker_of(const metrics_reading& reading,
                                          const std::string& name) {
  auto count = [&](const char* family) {
    return reading.count(family, {{"upstream", name}});
  };
  constexpr auto state = "smokehouse.upstream.breaker-state";
  const auto known = reading.values(state, "upstream");
  if (std::find(known.begin(), known.end(), name) == known.end())
    return std::nullopt;
  return breaker_summary{
      .state =
          std::string{name_of(static_cast<http::breaker_state>(count(state)))},
      .calls = count("smokehouse.upstream.breaker-calls"),
      .failure_rate = reading.amount("smokehouse.upstream.breaker-failure-rate",
                                     {{"upstream", name}}),
      .opened = count("smokehouse.upstream.breaker-opened"),
      .refused = count("smokehouse.upstream.breaker-refused"),
  };
}

upstream_stats upstream_of(const metrics_reading& reading,
                           const std::string& name) {
  auto count = [&](const char* family) {
    return reading.count(family, {{"upstream", name}});
  };
  return {
      .name = name,
      .open = count("smokehouse.upstream.connections-open"),
      .busy = count("smokehouse.upstream.connections-busy"),
      .idle = count("smokehouse.upstream.connections-idle"),
      .waiting = count("smokehouse.upstream.requests-waiting"),
      .requests = count("smokehouse.upstream.requests"),
      .answered = count("smokehouse.upstream.answered"),
      .failures = count("smokehouse.upstream.failures"),
      .failures_by_reason = by_reason(
          reading, "smokehouse.upstream.failures-by-reason", "upstream", name),
      .cancelled = count("smokehouse.upstream.cancelled"),
      .reused = count("smokehouse.upstream.reused"),
      .retried = count("smokehouse.upstream.retried"),
      .retries_refused = count("smokehouse.upstream.retries-refused"),
      .breaker = breaker_of(reading, name),
  };
}

std::vector<upstream_stats> upstreams_of(const metrics_reading& reading) {
  std::vector<upstream_stats> result;
  for (const auto& name :
       reading.values("smokehouse.upstream.requests", "upstream"))
    result.push_back(upstream_of(reading, name));
  return result;
}

} // namespace

duration_stats duration_stats::of(const histogram_reading& reading) {
  return {
      .count = reading.count(),
      .mean = reading.mean(),
      .p50 = reading.percentile(0.50),
      .p99 = reading.percentile(0.99),
  };
}

service_stats service_stats::of(const metrics_reading& reading) {
  return {
      .process = process_of(reading),
      .http = http_of(reading),
      .actors = actors_of(reading),
      .blocking = pools_of(reading),
      .background = background_of(reading),
      .upstreams = upstreams_of(reading),
      .shards = shards_of(reading),
  };
}

} // namespace smokehouse::actors
