#include "actors/metrics/http_metrics.hpp"

#include "actors/metrics/instruments.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace smokehouse::actors {

namespace {

/// The registry's side of `http::server_counters`.
class server_instruments {
public:
  server_instruments(metric_registry& registry, const std::string& shard)
      : registry_(registry), shard_(shard) {
    // nop
  }

  void publish(const http::server_counters& from) {
    connections_open->value(signed_of(from.connections_open.get()));
    raise_to(*connections_accepted, from.connections_accepted.get());
    raise_to(*connections_refused, from.connections_refused.get());
    raise_to(*received, from.bytes_in.get());
    raise_to(*sent, from.bytes_out.get());
    publish(from.tls);
    publish(from.requests());
    for (std::size_t i = 0; i < cancellations.size(); ++i)
      raise_to(*cancellations[i], from.cancelled_by[i].get());
    for (std::size_t i = 0; i < timeouts.size(); ++i)
      raise_to(*timeouts[i], from.timeouts[i].get());
  }

private:
  static std::int64_t signed_of(std::uint64_t n) {
    return static_cast<std::int64_t>(n);
  }

  void publish(const http::tls_counters& tls) {
    tls_open->value(signed_of(tls.open.get()));
    raise_to(*tls_handshakes, tls.handshakes.get());
    raise_to(*tls_resumed, tls.resumed.get());
    raise_to(*tls_failed, tls.failed.get());
  }

  void publish(const http::request_counts& requests) {
    raise_to(*accepted, requests.accepted);
    raise_to(*answered, requests.answered);
    raise_to(*shed, requests.shed);
    raise_to(*cancelled, requests.cancelled);
    in_flight->value(signed_of(requests.in_flight));
  }

  caf::telemetry::int_counter* counter(std::string_view name,
                                       std::string_view help,
                                       std::string_view unit = "1") {
    return counter_of(registry_, {"smokehouse.http", name, help, unit},
                      {{"shard", shard_}});
  }

  caf::telemetry::int_counter* cancellation(http::cancel_reason why) {
    std::string reason{http::describe(why)};
    std::replace(reason.begin(), reason.end(), ' ', '_');
    return counter_of(registry_,
                      {"smokehouse.http", "cancellations",
                       "Requests that nobody waited for any more, by reason."},
                      {{"reason", reason}, {"shard", shard_}});
  }

  caf::telemetry::int_counter* timeout(std::string_view stage) {
    return counter_of(registry_,
                      {"smokehouse.http", "timeouts",
                       "Connections whose client was too slow, by stage."},
                      {{"shard", shard_}, {"stage", std::string{stage}}});
  }

  caf::telemetry::int_gauge* gauge(std::string_view name,
                                   std::string_view help) {
    return gauge_of(registry_, {"smokehouse.http", name, help},
                    {{"shard", shard_}});
  }

  metric_registry& registry_;
  std::string shard_;

  caf::telemetry::int_gauge* connections_open =
      gauge("connections-open", "Connections open now.");
  caf::telemetry::int_counter* connections_accepted =
      counter("connections-accepted", "Connections accepted.");
  caf::telemetry::int_counter* connections_refused = counter(
      "connections-refused", "Connections refused, the server being full.");
  caf::telemetry::int_gauge* tls_open =
      gauge("tls-connections-open",
            "TLS connections open now, those in their handshake included.");
  caf::telemetry::int_counter* tls_handshakes =
      counter("tls-handshakes", "TLS handshakes that were completed.");
  caf::telemetry::int_counter* tls_resumed =
      counter("tls-handshakes-resumed",
              "TLS handshakes that resumed an earlier session.");
  caf::telemetry::int_counter* tls_failed =
      counter("tls-handshakes-failed",
              "Connections that ended before their TLS handshake did.");
  caf::telemetry::int_counter* accepted =
      counter("requests-accepted",
              "Requests accepted: those answered, shed, cancelled, in flight.");
  caf::telemetry::int_counter* answered =
      counter("requests-answered", "Requests whose answer was written.");
  caf::telemetry::int_counter* shed =
      counter("requests-shed", "Requests refused for lack of capacity.");
  caf::telemetry::int_counter* cancelled =
      counter("requests-cancelled",
              "Requests whose client left before it had its answer.");
  caf::telemetry::int_gauge* in_flight =
      gauge("requests-in-flight", "Requests without an answer as yet.");
  caf::telemetry::int_counter* received =
      counter("received", "Bytes read from clients.", "bytes");
  caf::telemetry::int_counter* sent =
      counter("sent", "Bytes written to clients.", "bytes");
  std::array<caf::telemetry::int_counter*, http::cancel_reasons.size()>
      cancellations = [this] {
        decltype(cancellations) result{};
        for (auto why : http::cancel_reasons)
          result[static_cast<std::size_t>(why)] = cancellation(why);
        return result;
      }();
  std::array<caf::telemetry::int_counter*, http::slow_at_names.size()>
      timeouts = [this] {
        decltype(timeouts) result{};
        std::ranges::transform(http::slow_at_names, result.begin(),
                               [this](auto stage) { return timeout(stage); });
        return result;
      }();
};

} // namespace

void publish_server(metrics_hub& hub, std::size_t shard,
                    const http::server_counters& counters) {
  server_instruments into{hub.registry(), std::to_string(shard)};
  hub.on_collect([into, &counters]() mutable { into.publish(counters); });
}

} // namespace smokehouse::actors
