#include "actors/supervisor.hpp"

#include "actors/metrics/actor_counts.hpp"

#include <caf/actor_system.hpp>

#include <algorithm>

namespace smokehouse::actors {

namespace {

using pointer = caf::stateful_actor<supervisor_state>*;

void start(pointer self, supervised& child) {
  auto actor = child.what.spawn(caf::actor_cast<caf::actor>(self));
  self->monitor(actor);
  count_running(*caf::actor_cast<caf::abstract_actor*>(actor),
                counts_of(self->system().metrics(), child.what.name));
  child.current = actor.address();
  child.what.publish(actor);
}

caf::timespan next_delay(supervised& child, const back_off& pace) {
  auto now = std::chrono::steady_clock::now();
  auto calm = now - std::exchange(child.failed_at, now) > pace.calm;
  auto delay = calm ? caf::timespan{0} : child.delay;
  child.delay = std::clamp(2 * delay, pace.first, pace.most);
  return delay;
}

void restart(pointer self, const caf::actor_addr& ended,
             const caf::error& reason, const back_off& pace,
             const failure_listener& listener, bool died) {
  auto& all = self->state.children;
  auto found = std::find_if(all.begin(), all.end(), [&](const supervised& x) {
    return x.current == ended;
  });
  if (found == all.end())
    return; // replaced before, and now gone for good
  found->current = nullptr;
  auto delay = next_delay(*found, pace);
  listener(found->what.name, reason, delay);
  auto counts = counts_of(self->system().metrics(), found->what.name);
  counts.restarts->inc();
  if (died) // else it has counted the failure itself
    counts.failures->inc();
  auto index = found - all.begin();
  self->run_delayed(
      delay, [self, index] { start(self, self->state.children[index]); });
}

} // namespace

caf::behavior supervisor(pointer self, std::vector<child> children,
                         back_off pace, failure_listener listener) {
  for (auto& what : children)
    self->state.children.push_back({std::move(what), {}, {}, {}});
  for (auto& child : self->state.children)
    start(self, child);
  count_running(*self, counts_of(self->system().metrics(), self->name()));
  self->set_down_handler([=](caf::down_msg& down) {
    restart(self, caf::actor_cast<caf::actor_addr>(down.source), down.reason,
            pace, listener, true);
  });
  return {[=](replace_atom, const caf::actor& who, const caf::error& reason) {
    restart(self, who.address(), reason, pace, listener, false);
  }};
}

} // namespace smokehouse::actors
