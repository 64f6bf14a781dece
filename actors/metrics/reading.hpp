#pragma once

#include "actors/metrics/histogram_reading.hpp"

#include <caf/telemetry/metric_registry.hpp>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace smokehouse::actors {

/// A metric as it was at one moment.
struct metric_reading {
  /// Name and value, by ascending name.
  std::vector<std::pair<std::string, std::string>> labels;
  std::variant<std::int64_t, double, histogram_reading> value;

  /// The value of a label, or empty.
  std::string_view label(std::string_view name) const;
};

/// All metrics of a registry, as they were at one moment. A family is named by
/// its prefix and name as the code has them: `caf.actor.mailbox-time`. What
/// is not there counts as zero.
class metrics_reading {
public:
  /// Chooses among the metrics of a family: those that have all these labels.
  using selection =
      std::initializer_list<std::pair<std::string_view, std::string_view>>;

  /// Reads everything that the registry has now.
  static metrics_reading of(const caf::telemetry::metric_registry& registry);

  void add(const std::string& family, metric_reading metric);

  /// In the order in which they were made.
  std::span<const metric_reading> family(std::string_view name) const;

  /// The sum of the whole numbers chosen.
  std::int64_t count(std::string_view family, selection chosen = {}) const;

  /// The sum of the numbers chosen.
  double amount(std::string_view family, selection chosen = {}) const;

  /// The histograms chosen, joined.
  histogram_reading histogram(std::string_view family,
                              selection chosen = {}) const;

  /// The values that a label has in a family, each once, in the order in which
  /// the metrics were made.
  std::vector<std::string> values(std::string_view family,
                                  std::string_view label) const;

private:
  std::map<std::string, std::vector<metric_reading>, std::less<>> families_;
};

} // namespace smokehouse::actors
