#pragma once

#include <caf/telemetry/counter.hpp>
#include <caf/telemetry/gauge.hpp>
#include <caf/telemetry/label_view.hpp>
#include <caf/telemetry/metric.hpp>
#include <caf/telemetry/metric_registry.hpp>

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace smokehouse::actors {

using caf::telemetry::metric_registry;

/// What a metric is called. CAF joins the parts for Prometheus, with
/// underscores for dots and dashes: `smokehouse_http_received_bytes_total`.
struct metric_name {
  /// The part of the service, like `smokehouse.http`.
  std::string_view prefix;
  /// What is measured, like `received`.
  std::string_view name;
  /// One sentence for whoever reads the metrics. No line break, no backslash.
  std::string_view help;
  /// A base unit (`seconds`, `bytes`), or `1` for a plain number.
  std::string_view unit = "1";
};

/// One label of a metric. CAF does not escape its value in Prometheus' format:
/// no quote, backslash or line break.
struct metric_label {
  std::string_view name;
  std::string_view value;
};

using metric_labels = std::initializer_list<metric_label>;

/// CAF's own string view.
inline caf::string_view to_caf(std::string_view text) {
  return {text.data(), text.size()};
}

/// The value of one of its labels, or nothing.
std::string_view label_of(const caf::telemetry::metric& instance,
                          std::string_view name);

/// @name Finding or making a metric
/// The pointers are valid as long as the registry.
/// @{
caf::telemetry::int_counter* counter_of(metric_registry& registry,
                                        const metric_name& what,
                                        metric_labels labels = {});

caf::telemetry::dbl_counter* real_counter_of(metric_registry& registry,
                                             const metric_name& what,
                                             metric_labels labels = {});

caf::telemetry::int_gauge* gauge_of(metric_registry& registry,
                                    const metric_name& what,
                                    metric_labels labels = {});

caf::telemetry::dbl_gauge* real_gauge_of(metric_registry& registry,
                                         const metric_name& what,
                                         metric_labels labels = {});

/// Counts in the buckets of `latency_buckets`, unless the configuration has
/// others under `caf.metrics`.
caf::telemetry::dbl_histogram* latency_histogram_of(metric_registry& registry,
                                                    const metric_name& what,
                                                    metric_labels labels = {});
/// @}

/// Brings a counter that nobody else changes up to what was counted elsewhere;
/// never down.
template <class Value>
void raise_to(caf::telemetry::counter<Value>& target, Value total) {
  if (auto missing = total - target.value(); missing > 0)
    target.inc(missing);
}

inline void raise_to(caf::telemetry::int_counter& target, std::uint64_t total) {
  raise_to(target, static_cast<std::int64_t>(total));
}

} // namespace smokehouse::actors
