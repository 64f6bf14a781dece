#pragma once

#include "actors/runtime/pending.hpp"
#include "actors/runtime/timeout.hpp"

#include <caf/actor_control_block.hpp>
#include <caf/message.hpp>
#include <caf/timespan.hpp>

namespace smokehouse::actors {

/// One ask, from its request to its answer; it lives in the frame of the
/// coroutine that asks.
class asking {
public:
  /// @param receiver May be null: then awaiting it throws.
  /// @param bound Greater than zero.
  asking(caf::strong_actor_ptr receiver, caf::timespan bound,
         caf::message request);
  asking(asking&&) = default;
  asking& operator=(asking&&) = delete;
  ~asking();

  /// To be awaited, once: asks, and suspends until there is an answer. From
  /// here on it must not be moved.
  auto answered() {
    make_port();
    return wait_for(pointer{port_}, [this] { send(); });
  }

  /// Precondition: it was awaited and did not throw.
  caf::message take_answer() noexcept;

private:
  struct pointer {
    caf::strong_actor_ptr port;
    pending* operator->() const noexcept;
  };

  void make_port();
  void send();

  caf::strong_actor_ptr receiver_;
  caf::timespan bound_;
  caf::message request_;
  /// Where the answer comes.
  caf::strong_actor_ptr port_;
  timeout expiry_;
};

} // namespace smokehouse::actors
