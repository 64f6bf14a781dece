#pragma once

#include "actors/runtime/task.hpp"
#include "actors/runtime/work_context.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace smokehouse::actors {

/// Work that blocks, for a thread of a pool; may throw.
struct blocking_job {
  std::function<void()> run;
  /// What the lists call it; may be empty.
  std::string name = {};
  /// The request that it is for: the one of the thread that makes the job.
  boost::intrusive_ptr<http::request_data> request =
      work_context::here().request;
  /// Made when a thread is to do it. The thread is free again when nobody has
  /// it any more, however that came.
  std::shared_ptr<void> place = {};
};

/// How far a job is: written by the job, read by anyone.
class job_progress {
public:
  /// @param total Steps that the job has; 0 if nobody knows.
  explicit job_progress(std::uint64_t total) noexcept : total_(total) {
    // nop
  }

  /// One more step is done.
  void step() noexcept {
    done_.fetch_add(1, std::memory_order_relaxed);
  }

  std::uint64_t done() const noexcept {
    return done_.load(std::memory_order_relaxed);
  }

  std::uint64_t total() const noexcept {
    return total_;
  }

private:
  std::atomic<std::uint64_t> done_ = 0;
  std::uint64_t total_;
};

/// The place of a background job in its list, until its end.
class listed_job;

/// Work that goes on after the reply. `start` is called inside the actor that
/// runs it and must not refer to anything that may end before the job.
struct background_job {
  /// What the lists and the log call it, e.g. `async`.
  std::string name;
  std::function<task<>()> start;
  /// Where it says how far it is, if it does.
  std::shared_ptr<const job_progress> progress = {};
  /// The request that it is for: the one of the thread that makes the job.
  boost::intrusive_ptr<http::request_data> request =
      work_context::here().request;
  /// Made when it is started. The job has ended when nobody has it any more.
  std::shared_ptr<listed_job> place = {};
};

} // namespace smokehouse::actors
