#pragma once

#include "actors/types.hpp"

#include <caf/actor.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/timespan.hpp>

#include <chrono>
#include <deque>
#include <functional>
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
  /// Tells them that there will be none for so long. Without it there is no
  /// quarantine: not for what nothing works without.
  std::function<void(caf::timespan)> rest = {};
};

/// When to restart: the first time at once, then after a delay that doubles
/// from `first` to `most`, and at once again after `calm` without a failure.
struct back_off {
  caf::timespan first = std::chrono::milliseconds{10};
  caf::timespan most = std::chrono::seconds{5};
  caf::timespan calm = std::chrono::seconds{10};
};

/// When to stop restarting for a while: beyond `failures` within `period`
/// there is none in the child's place for the time of `rest`. If the one that
/// is started then fails within `period`, so it is again.
struct quarantine {
  std::size_t failures = 10;
  caf::timespan period = std::chrono::seconds{30};
  caf::timespan rest = std::chrono::minutes{1};
};

/// What the supervisor knows of a child.
struct supervised {
  using time_point = caf::actor_clock::time_point;

  child what;
  caf::actor_addr current = {};
  caf::timespan delay{0};
  time_point failed_at = {};
  /// Its failures within the period of `quarantine`.
  std::deque<time_point> failures = {};
};

struct supervisor_state {
  static constexpr const char* name = "supervisor";
  std::vector<supervised> children;
};

/// Is told what happens; called inside the supervisor.
struct supervision_listener {
  /// A child ended or asked to be replaced; its successor starts after `delay`.
  std::function<void(const std::string& name, const caf::error& reason,
                     caf::timespan delay)>
      on_failure;
  /// It failed too often; it is started again after `rest`.
  std::function<void(const std::string& name, const caf::error& reason,
                     caf::timespan rest)>
      on_quarantine;
  /// The quarantine is over.
  std::function<void(const std::string& name)> on_return;
};

/// One-for-one supervision of a shard's actors. A child that ends is started
/// anew; one that sends `(replace_atom, itself, reason, barren)` goes on with
/// what it has while its successor takes over. The others notice nothing.
/// For quarantine an end counts, and so does a replacement of one that was
/// `barren`: that has answered nothing well.
caf::behavior supervisor(caf::stateful_actor<supervisor_state>* self,
                         std::vector<child> children, back_off pace,
                         quarantine bounds, supervision_listener listener);

} // namespace smokehouse::actors
