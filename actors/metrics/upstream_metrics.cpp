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
           "Requests sent again, the upstream having closed the connection."},
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
  }
  return result;
}

void publish_upstream(metrics_hub& hub, const std::string& name, clients all) {
  constexpr auto prefix = "smokehouse.upstream";
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
  hub.on_collect([values, totals, all = std::move(all)] {
    auto now = sum_of(all);
    for (std::size_t i = 0; i < gauges.size(); ++i)
      values[i]->value(static_cast<std::int64_t>(now.*gauges[i].from));
    for (std::size_t i = 0; i < counters.size(); ++i)
      raise_to(*totals[i], now.*counters[i].from);
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

} // namespace smokehouse::actors
