#pragma once

#include "actors/job.hpp"
#include "actors/live_handle.hpp"
#include "actors/runtime/coroutine_scope.hpp"
#include "actors/supervisor.hpp"
#include "actors/types.hpp"
#include "http/time_to_drain.hpp"

#include <caf/actor.hpp>
#include <caf/actor_system.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/stateful_actor.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// The jobs of a service that go on after their reply: counted, bounded, and
/// listed by name and age until they are done. Thread-safe.
class background_list {
public:
  /// @param most Jobs that may run at a time, 1 or more.
  explicit background_list(std::size_t most = SIZE_MAX) : most_(most) {
    // nop
  }

  struct entry {
    std::string name;
    std::chrono::steady_clock::time_point since;
    std::shared_ptr<const job_progress> progress = {};
  };
  struct counts {
    std::uint64_t running = 0, done = 0, failed = 0, dropped = 0, rejected = 0;
  };
  enum class end { done, failed, dropped };

  /// @throws failed (`error::overloaded`) while there are as many as may be.
  std::uint64_t begin(std::string name,
                      std::shared_ptr<const job_progress> progress = nullptr);
  void finish(std::uint64_t id, end how);

  /// Calls `f` once no job is running; at once if none is. One at a time.
  void when_empty(std::function<void()> f);

  /// The oldest first, `most` of them.
  std::vector<entry> running(std::size_t most = SIZE_MAX) const;
  counts count() const;

private:
  void count_end(end how);

  const std::size_t most_;
  http::time_to_drain drain_;
  mutable std::mutex mutex_;
  std::uint64_t next_id_ = 0; // guarded by mutex_, as all below
  std::map<std::uint64_t, entry> running_;
  counts ended_;
  std::function<void()> when_empty_;
};

struct background_state {
  explicit background_state(caf::event_based_actor* self) : scope(self) {}
  static constexpr const char* name = "background";
  coroutine_scope scope;
};

/// Runs the background jobs of one shard.
///   (background_job) -> void
/// A job that is still running when the actor ends counts as dropped.
caf::behavior background_actor(caf::stateful_actor<background_state>* self);

/// Starts background jobs on one shard. A cheap-to-copy handle.
class background {
public:
  background(caf::actor_system& system, std::shared_ptr<background_list> list);

  /// Starts the job soon, inside the shard's background actor.
  /// @throws as `background_list::begin` does.
  void start(background_job job) const;

  /// For supervision: those who start jobs find the new actor here.
  child supervised() const;

  /// Cancels what is running; each counts as dropped.
  void stop() const;

private:
  caf::actor_system* system_;
  std::shared_ptr<background_list> list_;
  live_handle<caf::actor> actor_;
};

} // namespace smokehouse::actors
