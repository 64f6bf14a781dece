#include "actors/background.hpp"

#include "actors/error.hpp"
#include "actors/insight/message_probe.hpp"
#include "actors/metrics/actor_counts.hpp"
#include "actors/runtime/failed.hpp"
#include "actors/runtime/reply_port.hpp"
#include "actors/runtime/shard.hpp"

#include <caf/send.hpp>

namespace smokehouse::actors {

/// One job of the list; dropped unless somebody says how it ended.
class listed_job {
public:
  listed_job(std::shared_ptr<background_list> list, std::uint64_t id)
      : list_(std::move(list)), id_(id) {}
  listed_job(const listed_job&) = delete;
  listed_job& operator=(const listed_job&) = delete;
  ~listed_job() {
    list_->finish(id_, how_);
  }

  void ended(background_list::end how) {
    how_ = how;
  }

private:
  std::shared_ptr<background_list> list_;
  std::uint64_t id_;
  background_list::end how_ = background_list::end::dropped;
};

namespace {

/// Tells where a job comes from; nothing is sent there.
class address final : public reply_port {
public:
  explicit address(caf::actor_config& config)
      : reply_port(config, running_message::here().actor) {}

private:
  bool deliver(caf::mailbox_element_ptr, caf::execution_unit*) override {
    return false;
  }
};

} // namespace

std::uint64_t
background_list::begin(std::string name,
                       std::shared_ptr<const job_progress> progress) {
  const auto now = std::chrono::steady_clock::now();
  std::unique_lock guard{mutex_};
  if (running_.size() >= most_) {
    ++ended_.rejected;
    throw failed{overloaded(http::retry_after(drain_.when_full(now)))};
  }
  auto id = ++next_id_;
  running_.emplace(id, entry{std::move(name), now, std::move(progress)});
  return id;
}

void background_list::finish(std::uint64_t id, end how) {
  std::function<void()> emptied;
  {
    std::unique_lock guard{mutex_};
    const auto found = running_.find(id);
    if (found == running_.end())
      return;
    drain_.done(std::chrono::steady_clock::now() - found->second.since);
    running_.erase(found);
    count_end(how);
    if (running_.empty())
      emptied = std::exchange(when_empty_, nullptr);
  }
  if (emptied)
    emptied();
}

void background_list::count_end(end how) {
  switch (how) {
  case end::done:
    ++ended_.done;
    break;
  case end::failed:
    ++ended_.failed;
    break;
  case end::dropped:
    ++ended_.dropped;
    break;
  }
}

void background_list::when_empty(std::function<void()> f) {
  {
    std::unique_lock guard{mutex_};
    if (!running_.empty()) {
      when_empty_ = std::move(f);
      return;
    }
  }
  f();
}

std::vector<background_list::entry>
background_list::running(std::size_t most) const {
  std::unique_lock guard{mutex_};
  std::vector<entry> result;
  for (auto& [id, one] : running_) {
    if (result.size() == most)
      break;
    result.push_back(one);
  }
  return result;
}

background_list::counts background_list::count() const {
  std::unique_lock guard{mutex_};
  auto result = ended_;
  result.running = running_.size();
  return result;
}

caf::behavior background_actor(caf::stateful_actor<background_state>* self) {
  auto counts = counts_of(self->system().metrics(), background_state::name);
  return {[self, counts](background_job& job) {
    // Kept until the end: a coroutine refers to the captures of its lambda.
    auto kept = std::make_shared<background_job>(std::move(job));
    self->state.scope.spawn(
        kept->start(),
        [kept, counts](std::exception_ptr thrown) {
          using enum background_list::end;
          kept->place->ended(thrown ? failed : done);
          if (thrown)
            counts.failures->inc();
        },
        work_context{kept->request, false});
  }};
}

background::background(caf::actor_system& system,
                       std::shared_ptr<background_list> list)
    : system_(&system), list_(std::move(list)) {
  auto first = system.spawn(background_actor);
  count_running(*caf::actor_cast<caf::abstract_actor*>(first),
                counts_of(system.metrics(), background_state::name));
  actor_.set(first);
}

void background::start(background_job job) const {
  auto id = list_->begin(job.name, job.progress);
  job.place = std::make_shared<listed_job>(list_, id);
  // Whoever does not take it drops it, and so it counts.
  caf::actor_cast<caf::abstract_actor*>(actor_.get())
      ->enqueue(make_port<address>(*system_), caf::make_message_id(),
                caf::make_message(std::move(job)), shard::current());
}

child background::supervised() const {
  return {.name = background_state::name,
          .spawn =
              [system = system_](const live_handle<caf::actor>&) {
                return system->spawn(background_actor);
              },
          .publish = [place = actor_](
                         const caf::actor& next) mutable { place.set(next); },
          .running = actor_.get()};
}

void background::stop() const {
  caf::anon_send_exit(actor_.get(), caf::exit_reason::user_shutdown);
}

} // namespace smokehouse::actors
