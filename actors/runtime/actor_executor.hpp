#pragma once

#include <boost/asio/execution.hpp>
#include <boost/asio/execution_context.hpp>
#include <caf/action.hpp>
#include <caf/actor_control_block.hpp>
#include <caf/execution_unit.hpp>

#include <type_traits>
#include <utility>

namespace smokehouse::actors {

/// An actor as an Asio executor: `execute(f)` sends the actor an action that
/// runs `f`. What is spawned on it runs inside the actor only, one step a
/// message, so the actor is the strand and its metrics count every step. A
/// function sent to an actor that has ended is destroyed, not run.
///
/// Inside a step of the same actor, `blocking.possibly` (what `dispatch` asks
/// for) runs `f` at once, as Asio's strands do.
class actor_executor {
public:
  /// Keeps the actor alive as long as the executor.
  explicit actor_executor(caf::strong_actor_ptr self) noexcept
      : self_(std::move(self)) {}

  template <class F>
  void execute(F f) const {
    if (may_run_inline_ && running_in(self_.get())) {
      f();
      return;
    }
    post(caf::make_action([self = self_.get(), f = std::move(f)]() mutable {
      step_guard guard{self};
      f();
    }));
  }

  /// Marks, for its lifetime, that this thread runs a step of the actor.
  /// Whoever calls into coroutines from a message handler holds one.
  class step_guard {
  public:
    explicit step_guard(const caf::actor_control_block* self) noexcept;
    step_guard(const step_guard&) = delete;
    step_guard& operator=(const step_guard&) = delete;
    ~step_guard();

  private:
    const caf::actor_control_block* previous_;
  };

  /// Whether this thread runs a step of the given actor.
  static bool running_in(const caf::actor_control_block* self) noexcept;

  /// The loop for sockets and timers made on this executor: the calling
  /// thread's shard, elsewhere a shard of the actor's system, and where there
  /// are none (CAF's test_coordinator) Asio's system context.
  boost::asio::execution_context&
      query(boost::asio::execution::context_t) const noexcept;

  boost::asio::execution::blocking_t
  query(boost::asio::execution::blocking_t) const noexcept {
    if (may_run_inline_)
      return boost::asio::execution::blocking.possibly;
    return boost::asio::execution::blocking.never;
  }

  actor_executor
  require(boost::asio::execution::blocking_t::never_t) const noexcept {
    return {self_, false};
  }

  actor_executor
  require(boost::asio::execution::blocking_t::possibly_t) const noexcept {
    return {self_, true};
  }

  friend bool operator==(const actor_executor& a,
                         const actor_executor& b) noexcept {
    return a.self_ == b.self_ && a.may_run_inline_ == b.may_run_inline_;
  }

private:
  actor_executor(caf::strong_actor_ptr self, bool may_run_inline) noexcept
      : self_(std::move(self)), may_run_inline_(may_run_inline) {}

  void post(caf::action step) const;

  caf::strong_actor_ptr self_;
  bool may_run_inline_ = true;
};

} // namespace smokehouse::actors
