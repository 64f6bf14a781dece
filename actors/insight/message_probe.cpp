#include "actors/insight/message_probe.hpp"

#include "actors/runtime/reply_port.hpp"
#include "actors/runtime/shard.hpp"

#include <caf/action.hpp>
#include <caf/local_actor.hpp>
#include <caf/mailbox_element.hpp>

namespace smokehouse::actors {

namespace {

actor_kind sender_of(const caf::mailbox_element& element, actor_kind receiver) {
  const auto& sender = element.sender;
  if (!sender)
    return element.payload.match_elements<caf::action>() ? &loop_kind
                                                         : &unnamed_kind;
  if (is_port(sender))
    return port_behind(sender).origin_for(receiver);
  // Not every address is an actor's: CAF has decorators, too.
  const auto* actor = dynamic_cast<const caf::local_actor*>(sender->get());
  return actor ? kind_of(*actor) : &unnamed_kind;
}

std::chrono::nanoseconds wait_of(const caf::mailbox_element& element,
                                 http::time_point now) {
  const auto since = element.enqueue_time; // zero for an unmeasured actor
  return since == decltype(since){} ? http::duration{} : now - since;
}

} // namespace

http::time_point message_began() noexcept {
  const auto& message = running_message::here();
  return message.actor ? message.began : http::clock::now();
}

std::vector<edge_counts> message_probe::edges_elsewhere() const {
  std::lock_guard guard{mutex_};
  return elsewhere_.read();
}

void message_probe::add_actor(const caf::local_actor& self,
                              const caf::local_actor*) {
  if (auto kind = kind_of(self); kind != &unmeasured_kind)
    names_.add(kind, self.name());
}

void message_probe::remove_actor(const caf::local_actor&) {
  // Other actors may have its name.
}

void message_probe::before_processing(const caf::local_actor& self,
                                      const caf::mailbox_element& element) {
  const auto now = http::clock::now();
  const auto kind = kind_of(self);
  running_message::here() = {kind, now};
  const auto waited = wait_of(element, now);
  if (auto* here = shard::current()) {
    here->activity().begin(kind, element.payload.types());
    here->activity().edges.record(sender_of(element, kind), kind, waited);
  } else {
    std::lock_guard guard{mutex_};
    elsewhere_.record(sender_of(element, kind), kind, waited);
  }
}

void message_probe::after_processing(const caf::local_actor&,
                                     caf::invoke_message_result) {
  // Not called after a handler that threw. The next message overwrites it.
  running_message::here().actor = nullptr;
}

void message_probe::before_sending(const caf::local_actor&,
                                   caf::mailbox_element&) {
  // Counted where it arrives.
}

void message_probe::before_sending_scheduled(const caf::local_actor&,
                                             caf::actor_clock::time_point,
                                             caf::mailbox_element&) {
  // Counted where it arrives.
}

} // namespace smokehouse::actors
