#pragma once

#include "actors/live_handle.hpp"
#include "actors/types.hpp"

#include <caf/actor.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/timespan.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// One actor to keep alive.
struct child {
  /// Its name in metrics.
  std::string name;
  /// Starts it; called again for every restart, inside the supervisor, whose
  /// place it is given.
  std::function<caf::actor(const live_handle<caf::actor>& supervisor)> spawn;
  /// Hands the new actor to those who use it.
  std::function<void(const caf::actor&)> publish;
  /// Tells them that there will be none for so long. Without it there is no
  /// quarantine: not for what nothing works without.
  std::function<void(caf::timespan)> rest = {};
  /// The one that is there already, counted as running and published.
  caf::actor running = {};
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
  /// Null while there is none.
  caf::actor_addr current = {};
  /// When its successor starts, while there is none.
  time_point due = {};
  bool resting = false;
  caf::timespan delay{0};
  time_point failed_at = {};
  /// Its failures within the period of `quarantine`.
  std::deque<time_point> failures = {};

  /// Notes a failure; how long to wait before its successor starts.
  caf::timespan next_delay(const back_off& pace, time_point now);
};

/// Is told what happens; called inside the supervisor, and when that itself
/// has ended.
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

/// What supervision goes by.
struct supervision_rules {
  back_off pace;
  quarantine bounds;
  supervision_listener listener;
};

/// What a supervisor knows. It outlives it, for the next one to go on with: no
/// two of them use it at the same time.
struct supervision_memory {
  supervision_rules by;
  std::vector<supervised> children;
  /// The supervisor's own place.
  live_handle<caf::actor> place;
};

struct supervisor_state {
  static constexpr const char* name = "supervisor";
};

/// One-for-one supervision. A child that ends is started anew; one that sends
/// `(replace_atom, itself, reason, barren)` goes on with what it has while its
/// successor takes over. The others notice nothing. For quarantine an end
/// counts, and so does a replacement of one that was `barren`: that has
/// answered nothing well.
/// @param delay Before it looks after them: its predecessor failed, too.
caf::behavior supervisor(caf::stateful_actor<supervisor_state>* self,
                         std::shared_ptr<supervision_memory> memory,
                         caf::timespan delay);

} // namespace smokehouse::actors
