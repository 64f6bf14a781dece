#pragma once

#include "actors/runtime/system_config.hpp"

#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>

namespace smokehouse::test {

/// A system whose actors run when the test says so, on the test's thread, and
/// whose clock stands still until the test advances it.
class deterministic {
public:
  deterministic() : system{config_}, self{system, true} {
    system.await_actors_before_shutdown(false);
  }

  /// Runs every job there is.
  void run() {
    scheduler().run();
  }

  /// Lets time pass, then runs what became due.
  void advance(caf::timespan by) {
    scheduler().advance_time(by);
    run();
  }

  /// Asks an actor and runs the system until it is idle. The answer, or an
  /// error; `sec::none` when there is no answer yet.
  template <class R, class Handle, class... Ts>
  caf::expected<R> ask(const Handle& actor, Ts&&... request) {
    auto pending =
        self->request(actor, caf::infinite, std::forward<Ts>(request)...);
    run();
    caf::expected<R> result{caf::sec::none};
    pending.receive([&](R& answer) { result = std::move(answer); },
                    [&](caf::error& reason) { result = std::move(reason); });
    return result;
  }

  caf::scheduler::test_coordinator& scheduler() {
    return static_cast<caf::scheduler::test_coordinator&>(system.scheduler());
  }

private:
  struct testing : caf::actor_system_config {
    testing() {
      actors::register_message_types();
      set("caf.scheduler.policy", "testing");
    }
  };

  testing config_;

public:
  caf::actor_system system;
  caf::scoped_actor self;
};

} // namespace smokehouse::test
