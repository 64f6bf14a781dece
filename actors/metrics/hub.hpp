#pragma once

#include "actors/metrics/reading.hpp"
#include "actors/metrics/service_stats.hpp"

#include <caf/telemetry/collector/prometheus.hpp>
#include <caf/telemetry/metric_registry.hpp>

#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// Where the figures of the whole service are read. CAF's registry holds them
/// all; what is counted elsewhere is copied into it first, so that every format
/// is rendered from the same numbers. Any thread may read; one does at a time.
class metrics_hub {
public:
  /// @param registry That of the actor system; has to outlive the hub.
  explicit metrics_hub(caf::telemetry::metric_registry& registry)
      : registry_(registry) {
    // nop
  }

  metrics_hub(const metrics_hub&) = delete;
  metrics_hub& operator=(const metrics_hub&) = delete;

  /// Has `publish` copy figures into the registry before each reading, on the
  /// reading thread. What it refers to has to stay as long as the hub is read.
  void on_collect(std::function<void()> publish);

  /// Prometheus' text exposition format, version 0.0.4.
  std::string prometheus();

  /// All figures as values.
  metrics_reading read();

  /// Has `describe` add what no figure tells, the names of jobs, say, to the
  /// stats. On the reading thread; what it refers to has to stay as long.
  void on_stats(std::function<void(service_stats&)> describe);

  /// The figures as people want them.
  service_stats stats();

  /// Shows all figures to what `caf::telemetry::metric_registry` takes as a
  /// collector: for who wants few of them, and often.
  template <class Collector>
  void collect(Collector& collector) {
    std::lock_guard guard{mutex_};
    publish_all();
    registry_.collect(collector);
  }

  /// Forgets who publishes and describes, once nobody reads by their means any
  /// more: what is read from then on is what the registry has.
  void close();

  caf::telemetry::metric_registry& registry() noexcept {
    return registry_;
  }

private:
  void publish_all();

  caf::telemetry::metric_registry& registry_;
  std::mutex mutex_;
  std::vector<std::function<void()>> publishers_; // guarded by mutex_
  std::vector<std::function<void(service_stats&)>>
      describers_;                             // guarded by mutex_
  caf::telemetry::collector::prometheus text_; // guarded by mutex_
};

} // namespace smokehouse::actors
