#include "actors/insight/actor_kind.hpp"

#include <caf/local_actor.hpp>

namespace smokehouse::actors {

const char connection_kind = 0;
const char loop_kind = 0;
const char unnamed_kind = 0;
const char unmeasured_kind = 0;

actor_kind kind_of(const caf::local_actor& actor) noexcept {
  // CAF forgot to offer it for constant actors, too.
  const auto* measured =
      const_cast<caf::local_actor&>(actor).builtin_metrics().processing_time;
  return measured ? static_cast<actor_kind>(measured) : &unmeasured_kind;
}

actor_names::actor_names() {
  add(nullptr, "(others)"); // what an edge table had no room for
  add(&connection_kind, "connection");
  add(&loop_kind, "loop");
  add(&unnamed_kind, "unnamed");
  add(&unmeasured_kind, "unmeasured");
}

void actor_names::add(actor_kind kind, std::string_view name) {
  std::lock_guard guard{mutex_};
  names_.try_emplace(kind, name);
}

std::string_view actor_names::of(actor_kind kind) const {
  std::lock_guard guard{mutex_};
  // Nodes of the map stay where they are.
  auto found = names_.find(kind);
  return found == names_.end() ? std::string_view{"?"} : found->second;
}

} // namespace smokehouse::actors
