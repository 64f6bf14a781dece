#include "actors/metrics/upstream_metrics.hpp"

#include "actors/metrics/instruments.hpp"

#include <array>
#include <map>

namespace smokehouse::actors {

namespace {

/// A figure of a client and where it goes.
struct figure {
  std::uint64_t http::client_stats::*from;
  std::string_view name;
  std::string_view help;
};

using stats = http::client_stats;

constexpr auto prefix = "smokehouse.upstream";

constexpr std::array gauges = {
    figure{&stats::open, "connections-open", "Connections to an upstream."},
    figure{&stats::busy, "connections-busy",
           "Connections to an upstream that a request uses."},
    figure{&stats::idle, "connections-idle",
           "Connections to an upstream that are free."},
    figure{&stats::waiting, "requests-waiting",
           "Requests that wait for a connection to an upstream."},
};

constexpr std::array counters = {
    figure{&stats::requests, "requests", "Requests to an upstream."},
    figure{&stats::answered, "answered", "Answers of an upstream."},
    figure{&stats::failures, "failures",
           "Requests to an upstream that got no answer."},
    figure{&stats::cancelled, "cancelled",
           "Requests to an upstream that were given up."},
    figure{&stats::reused, "reused",
           "Requests sent on a connection that was used before."},
    figure{&stats::retried, "retried",
           "Requests sent once more, the upstream having given no answer."},
    figure{&stats::retries_refused, "retries-refused",
           "Requests not sent once more, for the budget was used up."},
    figure{&stats::connects, "connects", "Connections made to an upstream."},
};

using clients = std::vector<std::function<http::client_stats()>>;

http::client_stats sum_of(const clients& all) {
  http::client_stats result;
  for (const auto& read : all) {
    auto one = read();
    for (const auto& each : gauges)
      result.*each.from += one.*each.from;
    for (const auto& each : counters)
      result.*each.from += one.*each.from;
    for (std::size_t i = 0; i < http::call_errors.size(); ++i)
      result.failures_by_error[i] += one.failures_by_error[i];
    result.status_5xx += one.status_5xx;
  }
  return result;
}

/// The counters of what went wrong: one for each of `http::call_errors`, and
/// the last one for answers.
std::vector<caf::telemetry::int_counter*> reasons_of(metrics_hub& hub,
                                                     const std::string& name) {
  auto counter = [&](std::string_view reason) {
    return counter_of(hub.registry(),
                      {prefix, "failures-by-reason",
                       "Requests to an upstream without an answer, and answers "
                       "of 500 and above."},
                      {{"upstream", name}, {"reason", reason}});
  };
  std::vector<caf::telemetry::int_counter*> result;
  for (auto reason : http::call_errors)
    result.push_back(counter(name_of(reason)));
  result.push_back(counter("status_5xx"));
  return result;
}

void publish_upstream(metrics_hub& hub, const std::string& name, clients all) {
  std::array<caf::telemetry::int_gauge*, gauges.size()> values{};
  for (std::size_t i = 0; i < gauges.size(); ++i)
    values[i] =
        gauge_of(hub.registry(), {prefix, gauges[i].name, gauges[i].help},
                 {{"upstream", name}});
  std::array<caf::telemetry::int_counter*, counters.size()> totals{};
  for (std::size_t i = 0; i < counters.size(); ++i)
    totals[i] =
        counter_of(hub.registry(), {prefix, counters[i].name, counters[i].help},
                   {{"upstream", name}});
  auto reasons = reasons_of(hub, name);
  hub.on_collect([values, totals, reasons, all = std::move(all)] {
    auto now = sum_of(all);
    for (std::size_t i = 0; i < gauges.size(); ++i)
      values[i]->value(static_cast<std::int64_t>(now.*gauges[i].from));
    for (std::size_t i = 0; i < counters.size(); ++i)
      raise_to(*totals[i], now.*counters[i].from);
    for (std::size_t i = 0; i < http::call_errors.size(); ++i)
      raise_to(*reasons[i], now.failures_by_error[i]);
    raise_to(*reasons.back(), now.status_5xx);
  });
}

} // namespace

void publish_upstreams(metrics_hub& hub, std::vector<upstream_source> sources) {
  std::map<std::string, clients> by_name;
  for (auto& source : sources)
    by_name[source.name].push_back(std::move(source.stats));
  for (auto& [name, all] : by_name)
    publish_upstream(hub, name, std::move(all));
}

void publish_breaker(metrics_hub& hub, breaker_source source) {
  const metric_labels labels = {{"upstream", source.name}};
  auto& registry = hub.registry();
  auto* state =
      gauge_of(registry,
               {prefix, "breaker-state",
                "The circuit breaker: 0 closed, 1 open, 2 half open."},
               labels);
  auto* calls = gauge_of(registry,
                         {prefix, "breaker-calls",
                          "Requests of late by which the breaker judges."},
                         labels);
  auto* rate = real_gauge_of(registry,
                             {prefix, "breaker-failure-rate",
                              "The share of those that failed, 0 to 1."},
                             labels);
  auto* opened = counter_of(
      registry, {prefix, "breaker-opened", "Times that it opened."}, labels);
  auto* refused = counter_of(
      registry, {prefix, "breaker-refused", "Requests that it refused."},
      labels);
  hub.on_collect([=, read = std::move(source.stats)] {
    auto now = read();
    state->value(static_cast<std::int64_t>(now.state));
    calls->value(static_cast<std::int64_t>(now.calls));
    rate->value(now.failure_rate);
    raise_to(*opened, now.opened);
    raise_to(*refused, now.refused);
  });
}

} // namespace smokehouse::actors
