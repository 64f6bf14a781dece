#include "actors/runtime/shard_coordinator.hpp"

namespace smokehouse::actors {

shard_coordinator::shard_coordinator(caf::actor_system& system)
    : abstract_coordinator(system), clock_(*this) {}

shard_coordinator::~shard_coordinator() = default;

caf::actor_system::module* shard_coordinator::make(caf::actor_system& system,
                                                   caf::detail::type_list<>) {
  return new shard_coordinator(system);
}

shard_coordinator* shard_coordinator::of(caf::actor_system& system) {
  return dynamic_cast<shard_coordinator*>(&system.scheduler());
}

shard& shard_coordinator::local_or_next() {
  auto* local = shard::current();
  if (local && &local->system() == &system())
    return *local;
  auto turn = next_worker_.fetch_add(1, std::memory_order_relaxed);
  return *shards_[turn % shards_.size()];
}

void shard_coordinator::enqueue(caf::resumable* job) {
  if (!local_or_next().post(job))
    shard::discard(job);
}

void shard_coordinator::start() {
  for (std::size_t i = 0; i < num_workers(); ++i)
    shards_.push_back(std::make_unique<shard>(system(), i, max_throughput()));
  for (auto& one : shards_)
    one->start();
  abstract_coordinator::start();
}

void shard_coordinator::stop() {
  stop_actors();
  for (auto& one : shards_)
    one->stop();
  for (auto& one : shards_)
    one->discard_pending();
}

} // namespace smokehouse::actors
