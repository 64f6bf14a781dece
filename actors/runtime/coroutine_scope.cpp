#include "actors/runtime/coroutine_scope.hpp"

namespace smokehouse::actors {

actor_executor coroutine_scope::executor(work_context context) const noexcept {
  return actor_executor{caf::strong_actor_ptr{self_}, std::move(context)};
}

void coroutine_scope::cancel() {
  const work_context none;
  actor_executor::step_guard guard{self_, none};
  // A coroutine may end within its cancellation and leave the list.
  for (auto next = running_.begin(); next != running_.end();) {
    auto one = next++;
    one->emit(boost::asio::cancellation_type::terminal);
  }
}

} // namespace smokehouse::actors
