#pragma once

#include "actors/runtime/shard.hpp"
#include "actors/runtime/shard_clock.hpp"

#include <caf/scheduler/abstract_coordinator.hpp>

#include <memory>
#include <span>
#include <vector>

namespace smokehouse::actors {

/// CAF's scheduler on Asio's loops: as many shards as
/// `caf.scheduler.max-threads` says, each with a loop and a thread, and a clock
/// made of their timers. Load it with
/// `actor_system_config::load<shard_coordinator>()`.
class shard_coordinator final : public caf::scheduler::abstract_coordinator {
public:
  explicit shard_coordinator(caf::actor_system& system);

  ~shard_coordinator() override;

  /// Factory that `actor_system_config::load` asks for.
  static caf::actor_system::module* make(caf::actor_system& system,
                                         caf::detail::type_list<>);

  /// Options beside those that CAF's schedulers have anyway: none.
  static void add_module_options(caf::actor_system_config&) {}

  /// The coordinator of a system, or `nullptr` when it runs on another
  /// scheduler, as in tests with CAF's `test_coordinator`.
  static shard_coordinator* of(caf::actor_system& system);

  /// The shards, one or more, fixed from start to stop.
  std::span<const std::unique_ptr<shard>> shards() const {
    return shards_;
  }

  /// The calling thread's shard if it is one of this system's, else one chosen
  /// in turn.
  shard& local_or_next();

  /// Wakes a job from outside: goes to the next shard in turn. After `stop`
  /// the job is cleaned up at once, so that its requests are answered.
  void enqueue(caf::resumable* job) override;

  shard_clock& clock() noexcept override {
    return clock_;
  }

protected:
  void start() override;
  void stop() override;

private:
  std::vector<std::unique_ptr<shard>> shards_;
  shard_clock clock_;
};

} // namespace smokehouse::actors
