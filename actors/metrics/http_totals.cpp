#include "actors/metrics/http_totals.hpp"

#include "actors/metrics/instruments.hpp"

#include <caf/telemetry/metric_family_impl.hpp>

#include <string_view>

namespace smokehouse::actors {

namespace {

using caf::telemetry::metric;
using caf::telemetry::metric_family;

void add(http_totals::counts& to, std::string_view name, std::int64_t count) {
  auto found = to.find(name);
  if (found == to.end())
    found = to.emplace(name, 0).first;
  found->second += count;
}

/// Takes what it needs out of `smokehouse.http`, and copies nothing else.
class collector {
public:
  explicit collector(http_totals& into) : into_(into) {
    // nop
  }

  template <class Metric>
  void operator()(const metric_family* family, const metric* instance,
                  const Metric* value) {
    if (family->prefix() == "smokehouse.http")
      take(family->name(), *instance, *value);
  }

private:
  void take(std::string_view name, const metric& instance,
            const caf::telemetry::int_counter& value) {
    if (name == "requests-accepted")
      into_.accepted += value.value();
    else if (name == "route-answered")
      end(label_of(instance, "class"), instance, value.value());
    else if (name == "route-shed")
      end("shed", instance, value.value());
    else if (name == "route-cancelled")
      end("cancelled", instance, value.value());
  }

  void take(std::string_view name, const metric&,
            const caf::telemetry::int_gauge& value) {
    if (name == "requests-in-flight")
      into_.in_flight += value.value();
  }

  void take(std::string_view name, const metric&,
            const caf::telemetry::dbl_histogram& value) {
    if (name != "request-duration")
      return;
    auto& buckets = into_.latency.buckets;
    auto from = value.buckets();
    if (buckets.empty())
      for (const auto& one : from)
        buckets.push_back({one.upper_bound, 0});
    // Histograms of one family have the same bounds.
    for (std::size_t i = 0; i < buckets.size(); ++i)
      buckets[i].count += static_cast<std::uint64_t>(from[i].count.value());
    into_.latency.sum += value.sum();
  }

  template <class Other>
  void take(std::string_view, const metric&, const Other&) {
    // nop
  }

  void end(std::string_view outcome, const metric& instance,
           std::int64_t count) {
    if (count == 0)
      return;
    add(into_.outcomes, outcome, count);
    add(into_.routes, label_of(instance, "route"), count);
  }

  http_totals& into_;
};

} // namespace

http_totals http_totals::of(metrics_hub& hub) {
  http_totals result;
  collector take{result};
  hub.collect(take);
  return result;
}

} // namespace smokehouse::actors
