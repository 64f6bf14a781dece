#pragma once

#include "actors/runtime/coroutine_scope.hpp"
#include "actors/runtime/system_config.hpp"
#include "actors/supervisor.hpp"
#include "test/support/eventually.hpp"

#include <boost/asio.hpp>
#include <caf/all.hpp>

#include <atomic>
#include <future>
#include <optional>

namespace smokehouse::test {

/// A system with real shards that does not wait for actors when it ends.
struct sharded_system {
  explicit sharded_system(std::size_t shards = 2)
      : config{settings_for(shards)}, system{config} {
    system.await_actors_before_shutdown(false);
  }

  static caf::settings settings_for(std::size_t shards) {
    caf::settings result;
    caf::put(result, "caf.scheduler.max-threads", shards);
    return result;
  }

  actors::system_config config;
  caf::actor_system system;
};

/// For supervision that nobody looks at.
inline actors::supervision_listener unheard() {
  return {[](auto&&...) {}, [](auto&&...) {}, [](auto&&...) {}};
}

/// Actor whose only purpose is to run coroutines.
struct host_state {
  explicit host_state(caf::event_based_actor* self) : scope{self} {}
  static constexpr const char* name = "test.host";
  actors::coroutine_scope scope;
};

using work = std::function<actors::task<>(caf::event_based_actor*)>;

/// Runs one coroutine, then ends; `done` gets its outcome.
inline caf::behavior run_once(caf::stateful_actor<host_state>* self, work what,
                              std::shared_ptr<std::promise<void>> done) {
  // A coroutine lambda refers to its captures, so they have to outlive it.
  auto kept = std::make_shared<work>(std::move(what));
  self->state.scope.spawn((*kept)(self),
                          [self, done, kept](std::exception_ptr e) {
                            if (e)
                              done->set_exception(e);
                            else
                              done->set_value();
                            self->quit();
                          });
  return {[](caf::unit_t) {}};
}

/// Runs a coroutine inside an actor of its own and waits for its end.
inline void run_in_actor(caf::actor_system& system, work what) {
  auto done = std::make_shared<std::promise<void>>();
  auto end = done->get_future();
  system.spawn(run_once, std::move(what), std::move(done));
  end.get();
}

} // namespace smokehouse::test
