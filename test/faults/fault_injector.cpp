#include "test/faults/fault_injector.hpp"

#include <caf/action.hpp>
#include <caf/mailbox_element.hpp>
#include <caf/scheduled_actor.hpp>
#include <caf/send.hpp>
#include <caf/system_messages.hpp>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <utility>

namespace smokehouse::test {

namespace {

/// Whether the fault can be shown on this message.
bool fits(fault what, const caf::mailbox_element& element) {
  const auto& content = element.payload;
  if (content.match_elements<caf::action>()
      || content.match_elements<caf::exit_msg>())
    return false;
  return ends_actor(what)
         || (element.sender && element.mid.is_request()
             && !element.mid.is_answered());
}

/// Has the actor do that in the place of what the message asks for. CAF shows
/// its profilers constant messages, but none is.
template <class F>
void handle_by(const caf::mailbox_element& element, F f) {
  const_cast<caf::mailbox_element&>(element).payload =
      caf::make_message(caf::make_action(std::move(f)));
}

/// CAF calls a profiler within what it catches of a handler's exceptions.
void inject(fault what, caf::scheduled_actor& self,
            const caf::mailbox_element& element) {
  switch (what) {
  case fault::thrown:
    throw std::runtime_error("injected");
  case fault::quit:
    self.quit();
    break;
  case fault::killed:
    caf::anon_send_exit(caf::strong_actor_ptr{self.ctrl()},
                        caf::exit_reason::kill);
    break;
  case fault::promise_dropped:
    handle_by(element, [&self] { self.make_response_promise(); });
    break;
  case fault::wrong_answer:
    handle_by(element, [&self] {
      self.make_response_promise().deliver(std::int32_t{42});
    });
    break;
  }
}

} // namespace

bool ends_actor(fault what) {
  return what != fault::promise_dropped && what != fault::wrong_answer;
}

std::string_view name_of(fault what) {
  switch (what) {
  case fault::thrown:
    return "thrown";
  case fault::quit:
    return "quit";
  case fault::killed:
    return "killed";
  case fault::promise_dropped:
    return "promise dropped";
  case fault::wrong_answer:
    return "wrong answer";
  }
  return {};
}

void fault_injector::watch(caf::actor_system_config& config) {
  next_ = std::exchange(config.profiler, this);
}

void fault_injector::arm(std::string actor, fault what, std::size_t nth) {
  std::lock_guard guard{mutex_};
  plans_.push_back({std::move(actor), what, nth});
  armed_ = plans_.size();
}

std::optional<fault> fault_injector::take(const caf::local_actor& self,
                                          const caf::mailbox_element& element) {
  const std::string_view name = self.name();
  std::lock_guard guard{mutex_};
  auto found = std::find_if(plans_.begin(), plans_.end(), [&](auto& one) {
    return one.actor == name && fits(one.what, element);
  });
  if (found == plans_.end() || --found->left > 0)
    return std::nullopt;
  const auto what = found->what;
  plans_.erase(found);
  armed_ = plans_.size();
  return what;
}

void fault_injector::before_processing(const caf::local_actor& self,
                                       const caf::mailbox_element& element) {
  next_->before_processing(self, element);
  if (armed_ == 0)
    return;
  // It is told by the actor itself, which is no constant either.
  auto* actor =
      dynamic_cast<caf::scheduled_actor*>(const_cast<caf::local_actor*>(&self));
  if (!actor)
    return;
  if (const auto what = take(self, element))
    inject(*what, *actor, element);
}

void fault_injector::add_actor(const caf::local_actor& self,
                               const caf::local_actor* parent) {
  next_->add_actor(self, parent);
}

void fault_injector::remove_actor(const caf::local_actor& self) {
  next_->remove_actor(self);
}

void fault_injector::after_processing(const caf::local_actor& self,
                                      caf::invoke_message_result result) {
  next_->after_processing(self, result);
}

void fault_injector::before_sending(const caf::local_actor& self,
                                    caf::mailbox_element& element) {
  next_->before_sending(self, element);
}

void fault_injector::before_sending_scheduled(
    const caf::local_actor& self, caf::actor_clock::time_point timeout,
    caf::mailbox_element& element) {
  next_->before_sending_scheduled(self, timeout, element);
}

} // namespace smokehouse::test
