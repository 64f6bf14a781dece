#include "actors/metrics/route_observer.hpp"

#include "actors/metrics/instruments.hpp"
#include "http/server_counters.hpp"

#include <algorithm>
#include <array>
#include <deque>

namespace smokehouse::actors {

namespace {

constexpr std::array classes = {"1xx", "2xx", "3xx", "4xx", "5xx"};

/// Marks a request that ended before it had a route.
constexpr std::uint16_t ended_unrouted = http::request::no_route - 1;

std::size_t class_of(http::status status) {
  auto hundreds = static_cast<std::size_t>(status) / 100;
  return std::clamp<std::size_t>(hundreds, 1, classes.size()) - 1;
}

} // namespace

/// One route. The counters have one writer each and are copied into the
/// registry when it is read, the histogram is the registry's own.
struct route_observer::counts {
  counts(metric_registry& registry, std::string_view path,
         std::string_view shard);

  void publish();

  http::counter started;
  http::counter finished;
  std::array<http::counter, classes.size()> answered;
  http::counter shed;
  http::counter cancelled;

  caf::telemetry::dbl_histogram* duration;
  caf::telemetry::int_gauge* in_flight;
  std::array<caf::telemetry::int_counter*, classes.size()> answered_total;
  caf::telemetry::int_counter* shed_total;
  caf::telemetry::int_counter* cancelled_total;
};

route_observer::counts::counts(metric_registry& registry, std::string_view path,
                               std::string_view shard) {
  constexpr auto prefix = "smokehouse.http";
  auto labels = {metric_label{"route", path}, metric_label{"shard", shard}};
  duration = latency_histogram_of(
      registry,
      {prefix, "request-duration",
       "Time from a request's first byte to its answer's last, by route.",
       "seconds"},
      labels);
  in_flight = gauge_of(
      registry,
      {prefix, "route-in-flight", "Requests of a route without an answer."},
      labels);
  for (std::size_t i = 0; i < classes.size(); ++i)
    answered_total[i] = counter_of(
        registry,
        {prefix, "route-answered", "Answers by route and class of status."},
        {{"class", classes[i]}, {"route", path}, {"shard", shard}});
  shed_total = counter_of(registry,
                          {prefix, "route-shed",
                           "Requests of a route refused for lack of capacity."},
                          labels);
  cancelled_total = counter_of(
      registry,
      {prefix, "route-cancelled", "Requests of a route whose client left."},
      labels);
}

void route_observer::counts::publish() {
  // The ends are read before the beginnings, lest there be more of them.
  auto ends = finished.get();
  auto begins = started.get();
  in_flight->value(begins > ends ? static_cast<std::int64_t>(begins - ends)
                                 : 0);
  for (std::size_t i = 0; i < classes.size(); ++i)
    raise_to(*answered_total[i], answered[i].get());
  raise_to(*shed_total, shed.get());
  raise_to(*cancelled_total, cancelled.get());
}

/// All routes of a shard; the last is that of the requests without one.
struct route_observer::table {
  counts& of(std::uint16_t route) {
    return routes[std::min<std::size_t>(route, routes.size() - 1)];
  }

  std::deque<counts> routes;
};

route_observer::route_observer(metrics_hub& hub, std::size_t shard,
                               std::span<const std::string> paths,
                               http::observer* next)
    : table_(std::make_shared<table>()), next_(next) {
  auto index = std::to_string(shard);
  for (const auto& path : paths)
    table_->routes.emplace_back(hub.registry(), path, index);
  table_->routes.emplace_back(hub.registry(), no_route, index);
  hub.on_collect([shared = table_] {
    for (auto& route : shared->routes)
      route.publish();
  });
}

route_observer::~route_observer() = default;

void route_observer::routed(std::uint16_t route) noexcept {
  table_->of(route).started.add();
}

void route_observer::started(const http::request& request) noexcept {
  if (next_)
    next_->started(request);
}

void route_observer::finished(const http::request& request,
                              const http::exchange& how) noexcept {
  // From here on the front marks it no more, so that none is left in flight.
  auto routed = !request.mark_route(ended_unrouted);
  auto& route = table_->of(request.route());
  switch (how.outcome) {
  case http::outcome::answered:
    route.answered[class_of(how.status)].add();
    route.duration->observe(
        std::chrono::duration<double>{how.duration}.count());
    break;
  case http::outcome::shed:
    route.shed.add();
    break;
  case http::outcome::cancelled:
    route.cancelled.add();
    break;
  }
  if (routed)
    route.finished.add();
  if (next_)
    next_->finished(request, how);
}

} // namespace smokehouse::actors
