#include "actors/blocking_worker.hpp"

#include "actors/error_response.hpp"

#include <caf/actor_system.hpp>

namespace smokehouse::actors {

blocking_worker::blocking_worker(caf::actor_config& config, std::string name,
                                 std::shared_ptr<pool_load> load)
    : caf::event_based_actor(config),
      name_(std::move(name)),
      load_(std::move(load)),
      counts_(counts_of(system().metrics(), name_)) {
  load_->threads.fetch_add(1, std::memory_order_relaxed);
  count_running(*this, counts_);
}

caf::behavior blocking_worker::make_behavior() {
  return {[this](const blocking_job& job) { return work(job); }};
}

void blocking_worker::on_exit() {
  load_->threads.fetch_sub(1, std::memory_order_relaxed);
}

caf::result<void> blocking_worker::work(const blocking_job& job) {
  caf::error reason;
  const work_context context{job.request, false};
  context_guard guard{context};
  try {
    job.run();
  } catch (...) {
    reason = to_error(std::current_exception());
    if (is_defect(reason))
      counts_.failures->inc();
  }
  if (reason)
    return reason;
  return caf::unit;
}

} // namespace smokehouse::actors
