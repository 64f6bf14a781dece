#include "actors/metrics/reading.hpp"

#include <caf/telemetry/metric_family_impl.hpp>

#include <algorithm>

namespace smokehouse::actors {

namespace {

/// What `metric_registry::collect` calls for each metric.
class reader {
public:
  explicit reader(metrics_reading& into) : into_(into) {
    // nop
  }

  template <class Metric>
  void operator()(const caf::telemetry::metric_family* family,
                  const caf::telemetry::metric* instance,
                  const Metric* metric) {
    metric_reading result;
    for (const auto& label : instance->labels())
      result.labels.emplace_back(to_string(label.name()),
                                 to_string(label.value()));
    result.value = value_of(*metric);
    into_.add(family->prefix() + "." + family->name(), std::move(result));
  }

private:
  template <class Metric>
  static auto value_of(const Metric& metric) {
    return metric.value();
  }

  template <class Value>
  static auto value_of(const caf::telemetry::histogram<Value>& metric) {
    histogram_reading result;
    for (const auto& one : metric.buckets())
      result.buckets.push_back({static_cast<double>(one.upper_bound),
                                static_cast<std::uint64_t>(one.count.value())});
    result.sum = static_cast<double>(metric.sum());
    return result;
  }

  metrics_reading& into_;
};

bool matches(const metric_reading& metric, metrics_reading::selection chosen) {
  return std::all_of(chosen.begin(), chosen.end(), [&](const auto& one) {
    return metric.label(one.first) == one.second;
  });
}

} // namespace

std::string_view metric_reading::label(std::string_view name) const {
  for (const auto& [key, text] : labels)
    if (key == name)
      return text;
  return {};
}

metrics_reading
metrics_reading::of(const caf::telemetry::metric_registry& registry) {
  metrics_reading result;
  reader collector{result};
  registry.collect(collector);
  return result;
}

void metrics_reading::add(const std::string& family, metric_reading metric) {
  families_[family].push_back(std::move(metric));
}

std::span<const metric_reading>
metrics_reading::family(std::string_view name) const {
  auto found = families_.find(name);
  if (found == families_.end())
    return {};
  return found->second;
}

std::int64_t metrics_reading::count(std::string_view name,
                                    selection chosen) const {
  std::int64_t result = 0;
  for (const auto& metric : family(name))
    if (auto* number = std::get_if<std::int64_t>(&metric.value);
        number && matches(metric, chosen))
      result += *number;
  return result;
}

double metrics_reading::amount(std::string_view name, selection chosen) const {
  auto result = static_cast<double>(count(name, chosen));
  for (const auto& metric : family(name))
    if (auto* number = std::get_if<double>(&metric.value);
        number && matches(metric, chosen))
      result += *number;
  return result;
}

histogram_reading metrics_reading::histogram(std::string_view name,
                                             selection chosen) const {
  histogram_reading result;
  for (const auto& metric : family(name))
    if (auto* one = std::get_if<histogram_reading>(&metric.value);
        one && matches(metric, chosen))
      result += *one;
  return result;
}

std::vector<std::string> metrics_reading::values(std::string_view name,
                                                 std::string_view label) const {
  std::vector<std::string> result;
  for (const auto& metric : family(name)) {
    std::string text{metric.label(label)};
    if (std::find(result.begin(), result.end(), text) == result.end())
      result.push_back(std::move(text));
  }
  return result;
}

} // namespace smokehouse::actors
