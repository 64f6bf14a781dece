#include "actors/metrics/hub.hpp"

#include <caf/telemetry/metric_family_impl.hpp>

namespace smokehouse::actors {

namespace {

using caf::telemetry::metric;
using caf::telemetry::metric_family;
using caf::telemetry::metric_type;

bool is_counter(const metric_family& family) {
  return family.type() == metric_type::int_counter
         || family.type() == metric_type::dbl_counter;
}

/// Some of CAF's families have names that Prometheus takes for mistakes: gauges
/// that end in `_total`, counters that do not.
bool is_well_named(const metric_family& family) {
  return is_counter(family) == family.is_sum();
}

/// Passes on what can be shown under its name.
class well_named {
public:
  explicit well_named(caf::telemetry::collector::prometheus& next)
      : next_(next) {
    // nop
  }

  template <class Metric>
  void operator()(const metric_family* family, const metric* instance,
                  const Metric* value) {
    if (is_well_named(*family))
      next_(family, instance, value);
  }

private:
  caf::telemetry::collector::prometheus& next_;
};

} // namespace

void metrics_hub::on_collect(std::function<void()> publish) {
  std::lock_guard guard{mutex_};
  publishers_.push_back(std::move(publish));
}

std::string metrics_hub::prometheus() {
  std::lock_guard guard{mutex_};
  publish_all();
  while (!text_.begin_scrape())
    text_.reset(); // the system's clock was set back
  well_named filter{text_};
  registry_.collect(filter);
  text_.end_scrape();
  auto result = text_.str();
  return {result.begin(), result.end()};
}

metrics_reading metrics_hub::read() {
  std::lock_guard guard{mutex_};
  publish_all();
  return metrics_reading::of(registry_);
}

void metrics_hub::on_stats(std::function<void(service_stats&)> describe) {
  std::lock_guard guard{mutex_};
  describers_.push_back(std::move(describe));
}

service_stats metrics_hub::stats() {
  std::lock_guard guard{mutex_};
  publish_all();
  auto result = service_stats::of(metrics_reading::of(registry_));
  for (const auto& describe : describers_)
    describe(result);
  return result;
}

void metrics_hub::close() {
  std::lock_guard guard{mutex_};
  publishers_.clear();
  describers_.clear();
}

void metrics_hub::publish_all() {
  for (const auto& publish : publishers_)
    publish();
}

} // namespace smokehouse::actors
