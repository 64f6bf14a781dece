#include "actors/pool_manager.hpp"

#include "actors/blocking_worker.hpp"
#include "actors/metrics/actor_counts.hpp"
#include "actors/runtime/reply_port.hpp"

#include <caf/actor_system.hpp>
#include <caf/send.hpp>

#include <algorithm>

namespace smokehouse::actors {

namespace {

std::string request_id_of(const blocking_job& job) {
  return job.request ? http::request{job.request}.id() : std::string{};
}

} // namespace

pool_manager::pool_manager(caf::actor_config& config, pool_bounds bounds,
                           std::shared_ptr<pool_load> load)
    : caf::event_based_actor(config),
      bounds_(std::move(bounds)),
      name_("pool." + bounds_.name),
      load_(std::move(load)) {
  // nop
}

caf::behavior pool_manager::make_behavior() {
  set_down_handler([this](caf::down_msg& down) {
    lost(caf::actor_cast<caf::actor_addr>(down.source), down.reason);
  });
  return {
      [this](blocking_job& job) { return accept(std::move(job)); },
      [this](idle_atom, const caf::actor& who) { idle(who); },
  };
}

void pool_manager::on_exit() {
  for (auto& next : queue_)
    next.promise.deliver(caf::make_error(error::unavailable));
  queue_.clear();
  for (auto& one : idle_)
    send_exit(one.actor, caf::exit_reason::user_shutdown);
  for (auto& [address, one] : busy_)
    send_exit(one.who.actor, caf::exit_reason::user_shutdown);
  idle_.clear();
  busy_.clear();
  publish();
}

caf::result<void> pool_manager::accept(blocking_job job) {
  auto full = idle_.empty() && busy_.size() >= bounds_.threads;
  if (full && queue_.size() >= bounds_.queue && !skip_abandoned()) {
    load_->rejected.fetch_add(1, std::memory_order_relaxed);
    return overloaded(http::retry_after(drain_time()));
  }
  auto asker = waiter::of(*current_mailbox_element()); // gone with the promise
  waiting next{std::move(job), make_response_promise(), std::move(asker),
               clock::now()};
  if (full) {
    queue_.push_back(std::move(next));
  } else {
    if (idle_.empty())
      idle_.push_back(new_worker());
    auto who = std::move(idle_.back());
    idle_.pop_back();
    start(std::move(who), std::move(next));
  }
  publish();
  return caf::delegated<void>{};
}

void pool_manager::start(worker who, waiting next) {
  load_->jobs.begin(
      {who.number, next.job.name, request_id_of(next.job), clock::now()});
  if (is_port(next.promise.source()))
    port_behind(next.promise.source()).set_passed_on_by(kind_of(*this));
  next.job.place = place_for(who);
  next.promise.delegate(who.actor, std::move(next.job));
  auto address = who.actor.address();
  busy_.emplace(std::move(address),
                busy_worker{std::move(who), next.since, clock::now()});
}

// However the job ends: the worker may have ended before it, and so may this.
std::shared_ptr<void> pool_manager::place_for(const worker& who) {
  return {nullptr, [manager = caf::actor_cast<caf::actor>(this), load = load_,
                    who](void*) {
            load->jobs.end(who.number);
            load->changed();
            caf::send_as(who.actor, manager, idle_atom_v, who.actor);
          }};
}

// Whoever is first in the queue gets the worker, if they still wait.
void pool_manager::start_next(worker who) {
  while (!queue_.empty()) {
    auto next = std::move(queue_.front());
    queue_.pop_front();
    if (!next.who.gone())
      return start(std::move(who), std::move(next));
    skip(next);
  }
  idle_.push_back(std::move(who));
}

void pool_manager::skip(waiting& job) {
  job.promise.deliver(caf::make_error(error::unavailable));
  load_->skipped.fetch_add(1, std::memory_order_relaxed);
}

/// Makes room in the queue; whether there was any to be made.
bool pool_manager::skip_abandoned() {
  return std::erase_if(queue_,
                       [this](waiting& one) {
                         if (!one.who.gone())
                           return false;
                         skip(one);
                         return true;
                       })
         > 0;
}

void pool_manager::idle(const caf::actor& who) {
  auto found = busy_.find(who.address());
  if (found == busy_.end())
    return;
  auto free = std::move(found->second.who);
  job_time_.add(clock::now() - found->second.began);
  busy_.erase(found);
  start_next(std::move(free));
  publish();
}

void pool_manager::lost(const caf::actor_addr& who, const caf::error& reason) {
  const auto name = "blocking." + bounds_.name;
  counts_of(system().metrics(), name).failures->inc();
  count_restart(system().metrics(), name, reason);
  busy_.erase(who);
  std::erase_if(idle_, [&](auto& one) { return one.actor.address() == who; });
  skip_abandoned();
  if (!queue_.empty())
    start_next(new_worker());
  publish();
}

pool_manager::worker pool_manager::new_worker() {
  const auto number = load_->last_thread.fetch_add(1) + 1;
  auto result =
      spawn<blocking_worker, caf::detached>("blocking." + bounds_.name, load_);
  monitor(result);
  return {result, number};
}

// Until all that is here now will have been done, by what a job took of late;
// before the first is done, by how long the oldest has taken.
http::duration pool_manager::drain_time() const {
  auto each = job_time_.get();
  if (each == http::duration::zero())
    for (const auto& [address, one] : busy_)
      each = std::max<http::duration>(each, clock::now() - one.began);
  const auto jobs = queue_.size() + busy_.size();
  return each * static_cast<std::int64_t>(jobs)
         / static_cast<std::int64_t>(bounds_.threads);
}

void pool_manager::publish() const {
  auto oldest = clock::time_point::max();
  for (auto& [address, one] : busy_)
    oldest = std::min(oldest, one.since);
  if (!queue_.empty())
    oldest = std::min(oldest, queue_.front().since);
  auto none = oldest == clock::time_point::max();
  constexpr auto relaxed = std::memory_order_relaxed;
  load_->queued.store(queue_.size(), relaxed);
  load_->oldest_since.store(none ? 0 : oldest.time_since_epoch().count(),
                            relaxed);
  load_->changed();
}

} // namespace smokehouse::actors
