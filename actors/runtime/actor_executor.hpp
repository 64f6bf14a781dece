#pragma once

#include "actors/runtime/work_context.hpp"

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
/// It carries the request that the work is for: everything that is spawned on
/// it, and awaited there, is done in that context.
///
/// Inside a step of the same actor, `blocking.possibly` (what `dispatch` asks
/// for) runs `f` at once, as Asio's strands do.
class actor_executor {
public:
  /// Keeps the actor alive as long as the executor.
  explicit actor_executor(caf::strong_actor_ptr self,
                          work_context context = {}) noexcept
      : self_(std::move(self)),
        request_(std::move(context.request)),
        timed_(context.timed) {}

  // An executor's copies may not throw; Boost's pointer does not promise it.
  actor_executor(const actor_executor&) noexcept = default;
  actor_executor(actor_executor&&) noexcept = default;
  actor_executor& operator=(const actor_executor&) noexcept = default;
  actor_executor& operator=(actor_executor&&) noexcept = default;

  template <class F>
  void execute(F f) const {
    if (may_run_inline_ && running_in(self_.get())) {
      f();
      return;
    }
    post(caf::make_action(
        [self = self_.get(), for_what = context(), f = std::move(f)]() mutable {
          step_guard guard{self, for_what};
          f();
        }));
  }

  /// Marks, for its lifetime, that this thread runs a step of the actor, and
  /// for which request. Whoever calls into coroutines from a message handler
  /// holds one.
  class step_guard {
  public:
    /// @param context Has to stay as long.
    /// @param queued As for `context_guard`.
    step_guard(const caf::actor_control_block* self,
               const work_context& context,
               http::time_point queued = {}) noexcept;
    step_guard(const step_guard&) = delete;
    step_guard& operator=(const step_guard&) = delete;
    ~step_guard();

  private:
    const caf::actor_control_block* previous_;
    context_guard context_;
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
    return {*this, false};
  }

  actor_executor
  require(boost::asio::execution::blocking_t::possibly_t) const noexcept {
    return {*this, true};
  }

  friend bool operator==(const actor_executor& a,
                         const actor_executor& b) noexcept {
    return a.self_ == b.self_ && a.request_ == b.request_
           && a.may_run_inline_ == b.may_run_inline_;
  }

private:
  actor_executor(const actor_executor& other, bool may_run_inline) noexcept
      : actor_executor(other) {
    may_run_inline_ = may_run_inline;
  }

  work_context context() const {
    return {request_, timed_};
  }

  void post(caf::action step) const;

  // Not more than `any_io_executor` holds without an allocation.
  caf::strong_actor_ptr self_;
  boost::intrusive_ptr<http::request_data> request_;
  bool timed_ = false;
  bool may_run_inline_ = true;
};

} // namespace smokehouse::actors
