#include "actors/runtime/shard.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <caf/actor_system.hpp>
#include <caf/scheduled_actor.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>

#include <ctime>
#include <pthread.h>
#include <string>

namespace smokehouse::actors {

namespace {

/// Jobs run in a row before other steps of the loop get their turn.
constexpr std::size_t jobs_per_step = 256;

} // namespace

shard::shard(caf::actor_system& system, std::size_t index,
             std::size_t max_throughput)
    : caf::execution_unit(&system),
      steps_(boost::asio::use_service<http::step_queue>(loop_)),
      keep_running_(boost::asio::make_work_guard(loop_)),
      index_(index),
      max_throughput_(max_throughput) {}

shard::~shard() {
  stop();
}

void shard::exec_later(caf::resumable* job) {
  jobs_.push_back(job);
  schedule_drain();
}

bool shard::post(caf::resumable* job) {
  std::unique_lock guard{mutex_};
  if (stopped_)
    return false;
  posted_.push_back(job);
  if (posted_.size() == 1)
    boost::asio::post(loop_, [this] {
      take_posted();
      schedule_drain();
    });
  return true;
}

void shard::start() {
  auto name = "shard." + std::to_string(index_);
  thread_ = system().launch_thread(name.c_str(), [this] { run(); });
}

std::chrono::nanoseconds shard::cpu_time() const {
  clockid_t clock;
  timespec time;
  auto thread = const_cast<std::thread&>(thread_).native_handle();
  if (!thread_.joinable() || ::pthread_getcpuclockid(thread, &clock) != 0
      || ::clock_gettime(clock, &time) != 0)
    return {};
  return std::chrono::seconds{time.tv_sec}
         + std::chrono::nanoseconds{time.tv_nsec};
}

void shard::stop() {
  {
    std::unique_lock guard{mutex_};
    stopped_ = true;
  }
  loop_.stop();
  if (thread_.joinable())
    thread_.join();
}

void shard::discard_pending() {
  loop_.discard_handlers();
  take_posted();
  while (!jobs_.empty()) {
    auto* job = jobs_.front();
    jobs_.pop_front();
    discard(job);
  }
}

void shard::discard(caf::resumable* job) {
  // CAF's own clean-up skips `on_exit`, and with it the actor's state.
  if (job->subtype() == caf::resumable::scheduled_actor) {
    auto* actor = static_cast<caf::scheduled_actor*>(job);
    if (!actor->getf(caf::abstract_actor::is_cleaned_up_flag))
      actor->on_exit();
  }
  caf::scheduler::abstract_coordinator::cleanup_and_release(job);
}

void shard::run() {
  current_ = this;
  loop_.run();
  current_ = nullptr;
}

void shard::schedule_drain() {
  if (!jobs_.empty())
    steps_.add(*this);
}

void shard::run_step() {
  for (std::size_t n = 0; n < jobs_per_step && !jobs_.empty(); ++n) {
    auto* job = jobs_.front();
    jobs_.pop_front();
    resume(job);
  }
  activity_.idle();
  schedule_drain();
}

void shard::take_posted() {
  std::unique_lock guard{mutex_};
  jobs_.insert(jobs_.end(), posted_.begin(), posted_.end());
  posted_.clear();
}

void shard::resume(caf::resumable* job) {
  switch (job->resume(this, max_throughput_)) {
  case caf::resumable::resume_later:
    jobs_.push_back(job);
    break;
  case caf::resumable::awaiting_message:
  case caf::resumable::done:
  case caf::resumable::shutdown_execution_unit:
    caf::intrusive_ptr_release(job);
    break;
  }
}

} // namespace smokehouse::actors
