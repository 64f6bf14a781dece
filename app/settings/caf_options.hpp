#pragma once

#include <caf/actor_system_config.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::app {

/// CAF's own keys, as CAF itself lists them.
class caf_options {
public:
  caf_options();

  /// The whole names, `caf.` included.
  std::vector<std::string> names() const;

  /// Whether CAF reads the key; true for all of `caf.metrics.`, where it
  /// looks up the buckets of histograms by name.
  bool known(std::string_view name) const;

  /// Converts a value to the type of its key; answers what is wrong with it,
  /// or "".
  std::string convert(std::string_view name, caf::config_value& value) const;

private:
  /// Opens what the base class keeps for those who derive from it.
  struct options : caf::actor_system_config {
    const caf::config_option_set& all() const {
      return custom_options_;
    }
  };

  const caf::config_option* find(std::string_view name) const;

  options options_;
};

} // namespace smokehouse::app
