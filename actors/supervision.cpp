#include "actors/supervision.hpp"

#include "actors/metrics/actor_counts.hpp"

#include <caf/send.hpp>

#include <atomic>
#include <utility>

namespace smokehouse::actors {

struct supervision::core : std::enable_shared_from_this<supervision::core> {
  core(caf::actor_system& of, supervision_rules by) : system(of) {
    memory->by = std::move(by);
  }

  void begin(caf::timespan delay) {
    auto next = system.spawn(actors::supervisor, memory, delay);
    memory->place.set(next);
    next->attach_functor([self = shared_from_this()](const caf::error& why) {
      self->ended(why);
    });
    // Whoever stopped it meanwhile has met its predecessor.
    if (stopped)
      end();
  }

  // On the thread that the supervisor ended on, which is done with its memory.
  void ended(const caf::error& reason) {
    if (stopped)
      return;
    constexpr auto name = supervisor_state::name;
    counts_of(system.metrics(), name).failures->inc();
    count_restart(system.metrics(), name, reason);
    const auto delay = own.next_delay(memory->by.pace, system.clock().now());
    memory->by.listener.on_failure(name, reason, delay);
    begin(delay);
  }

  void end() {
    if (auto last = memory->place.get())
      caf::anon_send_exit(last, caf::exit_reason::user_shutdown);
    memory->place.set({});
  }

  caf::actor_system& system;
  std::shared_ptr<supervision_memory> memory =
      std::make_shared<supervision_memory>();
  supervised own;
  std::atomic<bool> stopped = false;
};

supervision::supervision(caf::actor_system& system, std::vector<child> children,
                         supervision_rules by)
    : core_(std::make_shared<core>(system, std::move(by))) {
  for (auto& one : children) {
    core_->memory->children.push_back({.what = std::move(one)});
    auto& added = core_->memory->children.back();
    if (auto running = std::exchange(added.what.running, {}))
      added.current = running.address();
  }
  core_->begin({});
}

supervision::~supervision() {
  stop();
}

void supervision::stop() {
  core_->stopped = true;
  core_->end();
}

caf::actor supervision::supervisor() const {
  return core_->memory->place.get();
}

} // namespace smokehouse::actors
