#pragma once

#include "actors/types.hpp"

#include <caf/actor.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/timespan.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// One actor to keep alive.
struct child {
  /// Its name in metrics.
  std::string name;
  /// Starts it; called again for every restart, inside the supervisor, which
  /// it is given.
  std::function<caf::actor(const caf::actor& supervisor)> spawn;
  /// Hands the new actor to those who use it.
  std::function<void(const caf::actor&)> publish;
};

/// When to restart: the first time at once, then after a delay that doubles
/// from `first` to `most`, and at once again after `calm` without a failure.
struct back_off {
  caf::timespan first = std::chrono::milliseconds{10};
  caf::timespan most = std::chrono::seconds{5};
  caf::timespan calm = std::chrono::seconds{10};
};

/// What the supervisor knows of a child.
struct supervised {
  child what;
  caf::actor_addr current;
  caf::timespan delay{0};
  std::chrono::steady_clock::time_point failed_at{};
};

struct supervisor_state {
  static constexpr const char* name = "supervisor";
  std::vector<supervised> children;
};

/// Called when a child ended or asked to be replaced: name, reason, and how
/// long until its successor starts. For the log; called inside the supervisor.
using failure_listener = std::function<void(
    const std::string& name, const caf::error& reason, caf::timespan delay)>;

/// One-for-one supervision of a shard's actors. A child that ends is started
/// anew; one that sends `(replace_atom, itself, reason)` goes on with what it
/// has while its successor takes over. The others notice nothing.
caf::behavior supervisor(caf::stateful_actor<supervisor_state>* self,
                         std::vector<child> children, back_off pace,
                         failure_listener listener);

} // namespace smokehouse::actors
