#include "actors/metrics/http_stats.hpp"

namespace smokehouse::actors {

namespace {

using selection = metrics_reading::selection;

tls_stats tls_of(const metrics_reading& reading, selection chosen) {
  return {
      .open = reading.count("smokehouse.http.tls-connections-open", chosen),
      .handshakes = reading.count("smokehouse.http.tls-handshakes", chosen),
      .resumed =
          reading.count("smokehouse.http.tls-handshakes-resumed", chosen),
      .failed = reading.count("smokehouse.http.tls-handshakes-failed", chosen),
  };
}

connection_stats connections_of(const metrics_reading& reading,
                                selection chosen) {
  return {
      .open = reading.count("smokehouse.http.connections-open", chosen),
      .accepted = reading.count("smokehouse.http.connections-accepted", chosen),
      .refused = reading.count("smokehouse.http.connections-refused", chosen),
      .tls = tls_of(reading, chosen),
  };
}

request_stats requests_of(const metrics_reading& reading, selection chosen) {
  return {
      .accepted = reading.count("smokehouse.http.requests-accepted", chosen),
      .answered = reading.count("smokehouse.http.requests-answered", chosen),
      .shed = reading.count("smokehouse.http.requests-shed", chosen),
      .cancelled = reading.count("smokehouse.http.requests-cancelled", chosen),
      .in_flight = reading.count("smokehouse.http.requests-in-flight", chosen),
  };
}

route_stats route_of(const metrics_reading& reading, const std::string& path) {
  auto count = [&](const char* family) {
    return reading.count(family, {{"route", path}});
  };
  route_stats result{
      .path = path,
      .in_flight = count("smokehouse.http.route-in-flight"),
      .answered = {},
      .shed = count("smokehouse.http.route-shed"),
      .cancelled = count("smokehouse.http.route-cancelled"),
      .latency = duration_stats::of(reading.histogram(
          "smokehouse.http.request-duration", {{"route", path}})),
  };
  constexpr auto answered = "smokehouse.http.route-answered";
  for (auto& status : reading.values(answered, "class"))
    result.answered.emplace_back(
        status, reading.count(answered, {{"route", path}, {"class", status}}));
  return result;
}

std::vector<std::pair<std::string, std::int64_t>>
counts_by(const metrics_reading& reading, const char* family,
          const char* label) {
  std::vector<std::pair<std::string, std::int64_t>> result;
  for (auto& value : reading.values(family, label))
    result.emplace_back(value, reading.count(family, {{label, value}}));
  return result;
}

} // namespace

http_stats http_of(const metrics_reading& reading) {
  http_stats result{
      .connections = connections_of(reading, {}),
      .requests = requests_of(reading, {}),
      .refused =
          counts_by(reading, "smokehouse.http.requests-refused", "limit"),
      .cancellations =
          counts_by(reading, "smokehouse.http.cancellations", "reason"),
      .timeouts = counts_by(reading, "smokehouse.http.timeouts", "stage"),
      .routes = {},
  };
  for (const auto& path :
       reading.values("smokehouse.http.route-in-flight", "route"))
    result.routes.push_back(route_of(reading, path));
  return result;
}

std::vector<shard_stats> shards_of(const metrics_reading& reading) {
  std::vector<shard_stats> result;
  for (const auto& index :
       reading.values("smokehouse.http.requests-accepted", "shard"))
    result.push_back({
        .index = index,
        .connections = connections_of(reading, {{"shard", index}}),
        .requests = requests_of(reading, {{"shard", index}}),
        .busy = reading.amount("smokehouse.shard.busy", {{"shard", index}}),
        .lag_seconds =
            reading.amount("smokehouse.shard.lag", {{"shard", index}}),
    });
  return result;
}

} // namespace smokehouse::actors
