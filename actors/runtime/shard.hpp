#pragma once

#include "actors/insight/shard_activity.hpp"
#include "http/step_queue.hpp"

#include <boost/asio/io_context.hpp>
#include <caf/execution_unit.hpp>
#include <caf/resumable.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace smokehouse::actors {

/// One thread, one Asio loop, one CAF execution unit: actors that are resumed
/// here and the connections they talk to never switch threads. Actors are not
/// pinned; being on the same shard is only speed.
class shard final : public caf::execution_unit, private http::step {
public:
  /// @param index Position among the shards of the system, from 0.
  /// @param max_throughput Messages an actor may consume before others run.
  shard(caf::actor_system& system, std::size_t index,
        std::size_t max_throughput);

  shard(const shard&) = delete;
  shard& operator=(const shard&) = delete;

  ~shard() override;

  /// The shard whose thread this is, or `nullptr` on any other thread.
  static shard* current() noexcept {
    return current_;
  }

  std::size_t index() const noexcept {
    return index_;
  }

  /// The loop that sockets and timers of this shard belong to.
  boost::asio::io_context& context() noexcept {
    return loop_;
  }

  /// What it is at.
  shard_activity& activity() noexcept {
    return activity_;
  }

  /// The time that its thread has run on a processor since `start`; zero
  /// before.
  std::chrono::nanoseconds cpu_time() const;

  /// Queues a job that a handler or another job of this shard woke up.
  /// Precondition: called on this shard's thread.
  void exec_later(caf::resumable* job) override;

  /// Queues a job from any thread; refuses it (`false`) once the shard has
  /// stopped. Takes over the reference in either case only on `true`.
  bool post(caf::resumable* job);

  /// Ends the actor behind a job that will not run any more, so that its
  /// requests are answered and its state is destroyed; releases the job.
  static void discard(caf::resumable* job);

  /// Starts the thread.
  void start();

  /// Ends the loop and joins the thread; what was queued stays queued.
  void stop();

  /// Destroys pending handlers, then cleans up every queued job. Called after
  /// all shards have stopped: handlers may hold actors of other shards.
  void discard_pending();

private:
  /// Asio destroys pending handlers only with their context; actors that such
  /// a handler kept alive may still own timers of it. Hence in two steps.
  struct loop : boost::asio::io_context {
    loop() : boost::asio::io_context(1) {}
    void discard_handlers() {
      shutdown();
    }
  };

  static inline thread_local shard* current_ = nullptr;

  void run();
  void schedule_drain();
  void run_step() override;
  void take_posted();
  void resume(caf::resumable* job);

  loop loop_;
  http::step_queue& steps_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type>
      keep_running_;
  std::size_t index_;
  std::size_t max_throughput_;
  std::deque<caf::resumable*> jobs_;
  shard_activity activity_;

  std::mutex mutex_;
  std::vector<caf::resumable*> posted_; // guarded by mutex_
  bool stopped_ = false;                // guarded by mutex_
  std::thread thread_;
};

} // namespace smokehouse::actors
