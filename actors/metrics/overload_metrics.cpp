#include "actors/metrics/overload_metrics.hpp"

#include "actors/metrics/instruments.hpp"

#include <string>

namespace smokehouse::actors {

void publish_admission(metrics_hub& hub, std::size_t shard,
                       std::shared_ptr<const admission> from) {
  const auto index = std::to_string(shard);
  auto refused_by = [&](std::string_view limit) {
    return counter_of(hub.registry(),
                      {"smokehouse.http", "requests-refused",
                       "Requests refused because a limit was reached."},
                      {{"limit", limit}, {"shard", index}});
  };
  auto* by_all = refused_by("in_flight");
  auto* by_route = refused_by("route");
  hub.on_collect([=, from = std::move(from)] {
    raise_to(*by_all, from->refused().get());
    raise_to(*by_route, from->refused_by_route().get());
  });
}

} // namespace smokehouse::actors
