#pragma once

#include "http/request.hpp"

#include <caf/actor_control_block.hpp>
#include <caf/mailbox_element.hpp>

#include <variant>

namespace smokehouse::actors {

/// Who waits for what a message asks for: the client of a request, or another
/// actor's `ask`. They may stop waiting, and then the work should end.
class waiter {
public:
  /// Nobody, or somebody who waits for ever.
  waiter() = default;

  /// Who waits for the answer to that message.
  static waiter of(const caf::mailbox_element& element);

  /// Of those who wait; null where nobody could stop to.
  http::cancellation* cancellation() const noexcept;

  /// Whether nobody waits any more.
  bool gone() const noexcept {
    const auto* found = cancellation();
    return found && found->requested();
  }

private:
  using request_pointer = boost::intrusive_ptr<http::request_data>;

  template <class T>
  explicit waiter(T who) : who_(std::move(who)) {}

  // The port of an ask, or the request of a client.
  std::variant<std::monostate, caf::strong_actor_ptr, request_pointer> who_;
};

} // namespace smokehouse::actors
