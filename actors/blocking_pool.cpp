#include "actors/blocking_pool.hpp"

#include "actors/blocking_worker.hpp"
#include "actors/error.hpp"
#include "actors/metrics/actor_counts.hpp"
#include "actors/pool_manager.hpp"
#include "actors/types.hpp"

#include <caf/send.hpp>

#include <algorithm>

namespace smokehouse::actors {

void pool_jobs::begin(pool_job job) {
  std::lock_guard guard{mutex_};
  jobs_.push_back(std::move(job));
}

void pool_jobs::end(std::size_t thread) {
  std::lock_guard guard{mutex_};
  std::erase_if(jobs_, [&](auto& one) { return one.thread == thread; });
}

std::vector<pool_job> pool_jobs::list(std::size_t most) const {
  std::lock_guard guard{mutex_};
  const auto n = std::min(most, jobs_.size());
  return {jobs_.begin(), jobs_.begin() + static_cast<std::ptrdiff_t>(n)};
}

std::size_t pool_jobs::size() const {
  std::lock_guard guard{mutex_};
  return jobs_.size();
}

std::vector<pool_job>
pool_jobs::begun_by(std::chrono::steady_clock::time_point latest) const {
  std::lock_guard guard{mutex_};
  std::vector<pool_job> result;
  for (const auto& one : jobs_)
    if (one.since <= latest)
      result.push_back(one);
  return result;
}

std::chrono::duration<double> pool_load::oldest() const {
  using clock = std::chrono::steady_clock;
  auto since = oldest_since.load(std::memory_order_relaxed);
  if (since == 0)
    return {};
  return clock::now() - clock::time_point{clock::duration{since}};
}

void pool_load::when_idle(std::function<void()> f) {
  {
    std::lock_guard guard{mutex_};
    if (!idle()) {
      when_idle_ = std::move(f);
      return;
    }
  }
  f();
}

void pool_load::changed() {
  std::function<void()> now_idle;
  {
    std::lock_guard guard{mutex_};
    if (idle())
      now_idle = std::exchange(when_idle_, nullptr);
  }
  if (now_idle)
    now_idle();
}

blocking_pool::blocking_pool(caf::actor_system& system, std::string name,
                             std::size_t threads, std::size_t queue)
    : name_(std::move(name)), load_(std::make_shared<pool_load>()) {
  spawn_ = [&system, bounds = pool_bounds{name_, threads, queue},
            load = load_] {
    return caf::actor_cast<caf::actor>(
        system.spawn<pool_manager>(bounds, load));
  };
  auto first = spawn_();
  count_running(*caf::actor_cast<caf::abstract_actor*>(first),
                counts_of(system.metrics(), "pool." + name_));
  manager_.set(std::move(first));
}

child blocking_pool::supervised() const {
  return {.name = "pool." + name_,
          .spawn = [spawn = spawn_](auto&&) { return spawn(); },
          .publish = [place = manager_](
                         const caf::actor& next) mutable { place.set(next); },
          .running = manager_.get()};
}

void blocking_pool::stop() const {
  caf::anon_send_exit(manager_.get(), caf::exit_reason::user_shutdown);
}

task<> blocking_pool::submit(caf::timespan bound, blocking_job job) const {
  auto manager = caf::actor_cast<caf::strong_actor_ptr>(manager_.get());
  auto request = caf::make_message(std::move(job));
  auto waiting = ask_message(std::move(manager), bound, std::move(request));
  auto answer = co_await std::move(waiting);
  if (!answer.empty())
    throw failed{caf::make_error(caf::sec::unexpected_response)};
}

} // namespace smokehouse::actors
