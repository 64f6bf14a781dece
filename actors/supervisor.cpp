#include "actors/supervisor.hpp"

#include "actors/metrics/actor_counts.hpp"

#include <caf/actor_system.hpp>

#include <algorithm>

namespace smokehouse::actors {

namespace {

using pointer = caf::stateful_actor<supervisor_state>*;
using memory_pointer = std::shared_ptr<supervision_memory>;

/// Whether this failure is one too many.
bool is_too_much(supervised& child, const quarantine& bounds,
                 supervised::time_point now) {
  auto& failures = child.failures;
  failures.push_back(now);
  while (now - failures.front() > bounds.period)
    failures.pop_front();
  return child.what.rest && failures.size() > bounds.failures;
}

void end_rest(supervised& child, const supervision_rules& by,
              supervised::time_point now) {
  child.resting = false;
  // One more failure within the period is one too many again.
  child.failures.assign(by.bounds.failures, now);
  child.delay = {};
  by.listener.on_return(child.what.name);
}

void start(pointer self, supervision_memory& memory, std::size_t index) {
  auto& child = memory.children[index];
  if (child.resting)
    end_rest(child, memory.by, self->clock().now());
  auto actor = child.what.spawn(memory.place);
  child.current = actor.address();
  self->monitor(actor);
  count_running(*caf::actor_cast<caf::abstract_actor*>(actor),
                counts_of(self->system().metrics(), child.what.name));
  child.what.publish(actor);
}

void start_when_due(pointer self, const memory_pointer& memory,
                    std::size_t index) {
  auto left = memory->children[index].due - self->clock().now();
  self->run_delayed(std::max<caf::timespan>(left, caf::timespan{0}), [=] {
    // Its predecessor may have been replaced meanwhile, and
    // so its start be due twice.
    if (!memory->children[index].current)
      start(self, *memory, index);
  });
}

void restart(pointer self, const memory_pointer& memory, supervised& child,
             const caf::error& reason, bool counts) {
  const auto& by = memory->by;
  const auto now = self->clock().now();
  child.current = nullptr;
  count_restart(self->system().metrics(), child.what.name, reason);
  child.resting = counts && is_too_much(child, by.bounds, now);
  if (child.resting) {
    child.due = now + by.bounds.rest;
    child.what.rest(by.bounds.rest);
    by.listener.on_quarantine(child.what.name, reason, by.bounds.rest);
  } else {
    const auto delay = child.next_delay(by.pace, now);
    child.due = now + delay;
    by.listener.on_failure(child.what.name, reason, delay);
  }
  start_when_due(self, memory,
                 static_cast<std::size_t>(&child - memory->children.data()));
}

/// Null if it was replaced before, and is now gone for good.
supervised* find(supervision_memory& memory, const caf::actor_addr& who) {
  auto& all = memory.children;
  auto found = std::find_if(all.begin(), all.end(), [&](const supervised& one) {
    return one.current == who;
  });
  return found == all.end() ? nullptr : &*found;
}

void ended(pointer self, const memory_pointer& memory, supervised& child,
           const caf::error& reason) {
  // One that asks to be replaced has counted the failure itself.
  counts_of(self->system().metrics(), child.what.name).failures->inc();
  restart(self, memory, child, reason, true);
}

/// Looks after them: all that are there, and those that are due.
void adopt(pointer self, const memory_pointer& memory) {
  for (std::size_t i = 0; i < memory->children.size(); ++i) {
    auto& child = memory->children[i];
    if (auto actor = caf::actor_cast<caf::actor>(child.current))
      self->monitor(actor); // which tells of an end before, too
    else if (child.current)
      ended(self, memory, child, caf::exit_reason::unknown);
    else if (child.due <= self->clock().now())
      start(self, *memory, i);
    else
      start_when_due(self, memory, i);
  }
}

} // namespace

caf::timespan supervised::next_delay(const back_off& pace, time_point now) {
  const auto calm = now - std::exchange(failed_at, now) > pace.calm;
  const auto result = calm ? caf::timespan{0} : delay;
  delay = std::clamp(2 * result, pace.first, pace.most);
  return result;
}

caf::behavior supervisor(pointer self, memory_pointer memory,
                         caf::timespan delay) {
  count_running(*self, counts_of(self->system().metrics(), self->name()));
  self->set_down_handler([=](caf::down_msg& down) {
    auto who = caf::actor_cast<caf::actor_addr>(down.source);
    if (auto* child = find(*memory, who))
      ended(self, memory, *child, down.reason);
  });
  if (delay > caf::timespan{0})
    self->run_delayed(delay, [=] { adopt(self, memory); });
  else
    adopt(self, memory);
  return {[=](replace_atom, const caf::actor& who, const caf::error& reason,
              bool barren) {
    if (auto* child = find(*memory, who.address()))
      restart(self, memory, *child, reason, barren);
  }};
}

} // namespace smokehouse::actors
