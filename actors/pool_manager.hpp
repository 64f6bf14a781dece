#pragma once

#include "actors/blocking_pool.hpp"
#include "actors/runtime/waiter.hpp"
#include "actors/types.hpp"
#include "http/moving_mean.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/response_promise.hpp>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// The limits of a pool.
struct pool_bounds {
  std::string name;
  std::size_t threads = 1;
  std::size_t queue = 0;
};

/// Hands jobs to idle workers, makes workers up to the bound, queues up to the
/// bound, and refuses beyond it.
///   (blocking_job) -> void from a worker, or `error::overloaded`
///   (idle_atom, worker) once a job's place is free
/// A worker that ends is replaced when there is a job for it.
class pool_manager final : public caf::event_based_actor {
public:
  pool_manager(caf::actor_config& config, pool_bounds bounds,
               std::shared_ptr<pool_load> load);

  const char* name() const override {
    return name_.c_str();
  }

  caf::behavior make_behavior() override;

  void on_exit() override;

private:
  using clock = std::chrono::steady_clock;

  struct worker {
    caf::actor actor;
    std::size_t number = 0;
  };

  struct busy_worker {
    worker who;
    /// When its job came, and when it was begun.
    clock::time_point since;
    clock::time_point began;
  };

  struct waiting {
    blocking_job job;
    caf::response_promise promise;
    waiter who;
    clock::time_point since;
  };

  caf::result<void> accept(blocking_job job);
  void start(worker who, waiting next);
  std::shared_ptr<void> place_for(const worker& who);
  void start_next(worker who);
  void skip(waiting& job);
  bool skip_abandoned();
  void idle(const caf::actor& who);
  void lost(const caf::actor_addr& who, const caf::error& reason);
  worker new_worker();
  http::duration drain_time() const;
  void publish() const;

  pool_bounds bounds_;
  std::string name_;
  std::shared_ptr<pool_load> load_;
  std::vector<worker> idle_;
  std::map<caf::actor_addr, busy_worker> busy_;
  std::deque<waiting> queue_;
  http::moving_mean job_time_;
};

} // namespace smokehouse::actors
