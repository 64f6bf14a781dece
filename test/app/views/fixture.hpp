#pragma once

#include "actors/metrics/hub.hpp"
#include "actors/metrics/service_info.hpp"
#include "http/request_builder.hpp"

namespace smokehouse::test {

/// What the views of the service's inside are given.
struct inside {
  http::request request = http::request_builder{}.target("/stats/?x=1").build();
  caf::telemetry::metric_registry registry;
  actors::metrics_hub hub{registry};
  actors::readiness state;
  actors::service_info_source service{"smokehouse", "1.2.3", 2, state};
};

/// Whether a text has a part.
inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

} // namespace smokehouse::test
