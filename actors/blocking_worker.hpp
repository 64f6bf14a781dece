#pragma once

#include "actors/blocking_pool.hpp"
#include "actors/metrics/actor_counts.hpp"
#include "actors/types.hpp"

#include <caf/event_based_actor.hpp>

#include <memory>
#include <string>

namespace smokehouse::actors {

/// One thread of a pool, spawned detached. Does one job at a time and answers
/// it.
///   (blocking_job) -> void, or what the job threw by `to_error`.
class blocking_worker final : public caf::event_based_actor {
public:
  blocking_worker(caf::actor_config& config, std::string name,
                  std::shared_ptr<pool_load> load);

  const char* name() const override {
    return name_.c_str();
  }

  caf::behavior make_behavior() override;

  void on_exit() override;

private:
  caf::result<void> work(const blocking_job& job);

  std::string name_;
  std::shared_ptr<pool_load> load_;
  actor_counts counts_;
};

} // namespace smokehouse::actors
