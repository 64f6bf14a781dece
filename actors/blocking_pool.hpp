#pragma once

#include "actors/job.hpp"
#include "actors/live_handle.hpp"
#include "actors/runtime/ask.hpp"
#include "actors/supervisor.hpp"

#include <caf/actor.hpp>
#include <caf/actor_system.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace smokehouse::actors {

/// What a thread of a pool is doing.
struct pool_job {
  /// Numbers the pool's threads, from 1.
  std::size_t thread = 0;
  std::string name;
  /// Of the request that it is for, or nothing.
  std::string request_id;
  /// When the thread began it.
  std::chrono::steady_clock::time_point since;
};

/// The jobs that a pool's threads do now. Thread-safe.
class pool_jobs {
public:
  void begin(pool_job job);
  void end(std::size_t thread);

  /// The oldest first, `most` of them.
  std::vector<pool_job> list(std::size_t most) const;

  std::size_t size() const;

  /// Those that began at that time or before.
  std::vector<pool_job>
  begun_by(std::chrono::steady_clock::time_point latest) const;

private:
  mutable std::mutex mutex_;
  std::vector<pool_job> jobs_; // guarded by mutex_
};

/// What a pool is doing; written by its manager, read by anyone.
struct pool_load {
  std::atomic<std::size_t> threads = 0;
  /// Threads made so far.
  std::atomic<std::size_t> last_thread = 0;
  std::atomic<std::size_t> queued = 0;
  std::atomic<std::uint64_t> rejected = 0;
  /// Jobs that were not begun because nobody waited for them any more.
  std::atomic<std::uint64_t> skipped = 0;
  /// When the oldest unfinished job came, in `steady_clock` ticks; 0 for none.
  std::atomic<std::int64_t> oldest_since = 0;
  pool_jobs jobs;

  /// Threads that do a job.
  std::size_t busy() const {
    return jobs.size();
  }

  /// Calls `f` once no job is queued or running; at once if none is. One at a
  /// time.
  void when_idle(std::function<void()> f);

  /// To be called after each change of `jobs` and `queued`.
  void changed();

  /// Age of the oldest unfinished job.
  std::chrono::duration<double> oldest() const;

private:
  bool idle() const {
    return busy() == 0 && queued.load() == 0;
  }

  std::mutex mutex_;
  std::function<void()> when_idle_; // guarded by mutex_
};

/// Threads for one kind of blocking work: detached actors, made when needed, as
/// many as `threads` at most; `queue` more jobs may wait. What blocks here
/// stalls neither a shard nor another pool. A cheap-to-copy handle.
class blocking_pool {
public:
  /// @param name Its workers are called `blocking.NAME`, the manager
  ///             `pool.NAME`.
  /// @param threads 1 or more.
  blocking_pool(caf::actor_system& system, std::string name,
                std::size_t threads, std::size_t queue);

  /// Runs `f` on a thread of the pool and awaits what it returns.
  /// @param bound For the wait, queueing included. Once nobody waits, a job
  ///              that has not begun never does; one that has goes on.
  /// @param name What the list of the pool's jobs calls it.
  /// @throws failed (`error::overloaded`) when threads and queue are full;
  ///         otherwise as `ask` does, and with what `f` threw as its reason.
  template <class F>
  task<std::invoke_result_t<F&>> run(caf::timespan bound, F f,
                                     std::string name) const {
    using result = std::invoke_result_t<F&>;
    if constexpr (std::is_void_v<result>) {
      blocking_job job{std::move(f), std::move(name)};
      co_await submit(bound, std::move(job));
    } else {
      // Shared, for a job outlives the wait for it.
      auto place = std::make_shared<std::optional<result>>();
      blocking_job job{[place, f = std::move(f)]() mutable { *place = f(); },
                       std::move(name)};
      co_await submit(bound, std::move(job));
      if (!*place)
        throw failed{caf::make_error(caf::sec::unexpected_response)};
      co_return std::move(**place);
    }
  }

  /// The same for a job without a name.
  template <class F>
  task<std::invoke_result_t<F&>> run(caf::timespan bound, F f) const {
    return run(bound, std::move(f), std::string{});
  }

  const std::string& name() const noexcept {
    return name_;
  }

  const pool_load& load() const noexcept {
    return *load_;
  }

  /// See `pool_load::when_idle`.
  void when_idle(std::function<void()> f) const {
    load_->when_idle(std::move(f));
  }

  /// For supervision: jobs go to the new manager. Those that wait for a thread
  /// are answered `error::unavailable`; those that have one are finished.
  child supervised() const;

  /// Ends the manager and every thread as soon as its job is done; waiting
  /// jobs are answered `error::unavailable`.
  void stop() const;

private:
  task<> submit(caf::timespan bound, blocking_job job) const;

  std::string name_;
  /// Makes a manager.
  std::function<caf::actor()> spawn_;
  std::shared_ptr<pool_load> load_;
  live_handle<caf::actor> manager_;
};

} // namespace smokehouse::actors
