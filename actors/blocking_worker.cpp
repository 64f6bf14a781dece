#include "actors/blocking_worker.hpp"

#include "actors/error_response.hpp"

#include <caf/actor_system.hpp>

namespace smokehouse::actors {

blocking_worker::blocking_worker(caf::actor_config& config, std::string name,
                                 caf::actor manager)
    : caf::event_based_actor(config),
      name_(std::move(name)),
      manager_(std::move(manager)),
      counts_(counts_of(system().metrics(), name_)) {
  count_running(*this, counts_);
}

caf::behavior blocking_worker::make_behavior() {
  return {[this](const blocking_job& job) { return work(job); }};
}

void blocking_worker::on_exit() {
  manager_ = nullptr;
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
  send(manager_, idle_atom_v);
  if (reason)
    return reason;
  return caf::unit;
}

} // namespace smokehouse::actors
