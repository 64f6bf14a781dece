#include "actors/metrics/instruments.hpp"

#include "actors/runtime/system_config.hpp"

#include <caf/telemetry/metric_family_impl.hpp>

#include <vector>

namespace smokehouse::actors {

namespace {

using caf::telemetry::label_view;

std::vector<label_view> views_of(metric_labels labels) {
  std::vector<label_view> result;
  for (const auto& one : labels)
    result.emplace_back(to_caf(one.name), to_caf(one.value));
  return result;
}

template <class Value>
auto* make_counter(metric_registry& registry, const metric_name& what,
                   metric_labels labels) {
  auto views = views_of(labels);
  return registry.counter_instance<Value>(
      to_caf(what.prefix), to_caf(what.name), caf::make_span(views),
      to_caf(what.help), to_caf(what.unit), true);
}

template <class Value>
auto* make_gauge(metric_registry& registry, const metric_name& what,
                 metric_labels labels) {
  auto views = views_of(labels);
  return registry.gauge_instance<Value>(to_caf(what.prefix), to_caf(what.name),
                                        caf::make_span(views),
                                        to_caf(what.help), to_caf(what.unit));
}

} // namespace

std::string_view label_of(const caf::telemetry::metric& instance,
                          std::string_view name) {
  for (const auto& one : instance.labels())
    if (std::string_view{one.name().data(), one.name().size()} == name)
      return {one.value().data(), one.value().size()};
  return {};
}

caf::telemetry::int_counter* counter_of(metric_registry& registry,
                                        const metric_name& what,
                                        metric_labels labels) {
  return make_counter<std::int64_t>(registry, what, labels);
}

caf::telemetry::dbl_counter* real_counter_of(metric_registry& registry,
                                             const metric_name& what,
                                             metric_labels labels) {
  return make_counter<double>(registry, what, labels);
}

caf::telemetry::int_gauge* gauge_of(metric_registry& registry,
                                    const metric_name& what,
                                    metric_labels labels) {
  return make_gauge<std::int64_t>(registry, what, labels);
}

caf::telemetry::dbl_gauge* real_gauge_of(metric_registry& registry,
                                         const metric_name& what,
                                         metric_labels labels) {
  return make_gauge<double>(registry, what, labels);
}

caf::telemetry::dbl_histogram* latency_histogram_of(metric_registry& registry,
                                                    const metric_name& what,
                                                    metric_labels labels) {
  std::vector<caf::string_view> names;
  for (const auto& one : labels)
    names.push_back(to_caf(one.name));
  auto views = views_of(labels);
  auto bounds = latency_buckets();
  return registry
      .histogram_family<double>(to_caf(what.prefix), to_caf(what.name),
                                caf::make_span(names), caf::make_span(bounds),
                                to_caf(what.help), to_caf(what.unit))
      ->get_or_add(caf::make_span(views));
}

} // namespace smokehouse::actors
