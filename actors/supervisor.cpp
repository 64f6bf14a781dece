#include "actors/supervisor.hpp"

#include "actors/metrics/actor_counts.hpp"

#include <caf/actor_system.hpp>

#include <algorithm>

namespace smokehouse::actors {

namespace {

using pointer = caf::stateful_actor<supervisor_state>*;

/// What a supervisor goes by.
struct rules {
  back_off pace;
  quarantine bounds;
  supervision_listener listener;
};

void start(pointer self, supervised& child) {
  auto actor = child.what.spawn(caf::actor_cast<caf::actor>(self));
  self->monitor(actor);
  count_running(*caf::actor_cast<caf::abstract_actor*>(actor),
                counts_of(self->system().metrics(), child.what.name));
  child.current = actor.address();
  child.what.publish(actor);
}

caf::timespan next_delay(supervised& child, const back_off& pace,
                         supervised::time_point now) {
  auto calm = now - std::exchange(child.failed_at, now) > pace.calm;
  auto delay = calm ? caf::timespan{0} : child.delay;
  child.delay = std::clamp(2 * delay, pace.first, pace.most);
  return delay;
}

/// Whether this failure is one too many.
bool is_too_much(supervised& child, const quarantine& bounds,
                 supervised::time_point now) {
  auto& failures = child.failures;
  failures.push_back(now);
  while (now - failures.front() > bounds.period)
    failures.pop_front();
  return child.what.rest && failures.size() > bounds.failures;
}

void rest(pointer self, std::size_t index, const rules& by,
          const caf::error& reason) {
  auto& child = self->state.children[index];
  child.what.rest(by.bounds.rest);
  by.listener.on_quarantine(child.what.name, reason, by.bounds.rest);
  self->run_delayed(by.bounds.rest, [self, index, by] {
    auto& back = self->state.children[index];
    // One more failure within the period is one too many again.
    back.failures.assign(by.bounds.failures, self->clock().now());
    back.delay = {};
    by.listener.on_return(back.what.name);
    start(self, back);
  });
}

void restart(pointer self, const caf::actor_addr& ended,
             const caf::error& reason, const rules& by, bool counts) {
  auto& all = self->state.children;
  auto found = std::find_if(all.begin(), all.end(), [&](const supervised& x) {
    return x.current == ended;
  });
  if (found == all.end())
    return; // replaced before, and now gone for good
  found->current = nullptr;
  count_restart(self->system().metrics(), found->what.name, reason);
  const auto index = static_cast<std::size_t>(found - all.begin());
  const auto now = self->clock().now();
  if (counts && is_too_much(*found, by.bounds, now))
    return rest(self, index, by, reason);
  const auto delay = next_delay(*found, by.pace, now);
  by.listener.on_failure(found->what.name, reason, delay);
  self->run_delayed(
      delay, [self, index] { start(self, self->state.children[index]); });
}

} // namespace

caf::behavior supervisor(pointer self, std::vector<child> children,
                         back_off pace, quarantine bounds,
                         supervision_listener listener) {
  for (auto& what : children)
    self->state.children.push_back({.what = std::move(what)});
  for (auto& child : self->state.children)
    start(self, child);
  count_running(*self, counts_of(self->system().metrics(), self->name()));
  const rules by{pace, bounds, std::move(listener)};
  self->set_down_handler([=](caf::down_msg& down) {
    auto ended = caf::actor_cast<caf::actor_addr>(down.source);
    for (const auto& one : self->state.children)
      if (one.current == ended) // else it has counted the failure itself
        counts_of(self->system().metrics(), one.what.name).failures->inc();
    restart(self, ended, down.reason, by, true);
  });
  return {
      [=](replace_atom, const caf::actor& who, const caf::error& reason,
          bool barren) { restart(self, who.address(), reason, by, barren); }};
}

} // namespace smokehouse::actors
