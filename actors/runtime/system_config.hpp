#pragma once

#include "actors/insight/message_probe.hpp"

#include <caf/actor_system_config.hpp>

#include <cstddef>
#include <vector>

namespace smokehouse::actors {

/// CAF's configuration for this service: the shards as scheduler, metrics on
/// for every actor, histograms with `latency_buckets`, and a probe that is told
/// of every message.
class system_config : public caf::actor_system_config {
public:
  /// @param content Keys under `caf.` as the user set them; they win over the
  ///                defaults made here.
  explicit system_config(caf::settings content = {});

  const message_probe& probe() const noexcept {
    return probe_;
  }

private:
  message_probe probe_;
};

/// What the kinds of actors of a system are called; null where its
/// configuration is not a `system_config`.
const actor_names* names_of(const caf::actor_system& system);

/// Makes the types of actors/types.hpp known to CAF, once; before any system.
void register_message_types();

/// Upper bounds of the buckets that times are counted in, in seconds: six a
/// decade from 2 us to 60 s, so that a percentile interpolated between them is
/// off by a tenth or so, and by a factor of 5/3 at worst.
std::vector<double> latency_buckets();

} // namespace smokehouse::actors
