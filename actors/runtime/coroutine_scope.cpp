#include "actors/runtime/coroutine_scope.hpp"

namespace smokehouse::actors {

actor_executor coroutine_scope::executor(work_context context) const noexcept {
  return actor_executor{caf::strong_actor_ptr{self_}, std::move(context)};
}

coroutine_scope::coroutine::~coroutine() {
  if (auto* of_who = who.cancellation())
    of_who->forget();
}

coroutine_scope::list::iterator coroutine_scope::add(waiter who) {
  auto place = running_.insert(running_.end(),
                               std::make_shared<coroutine>(std::move(who)));
  if (auto* of_who = (*place)->who.cancellation())
    of_who->listen([one = std::weak_ptr{*place},
                    self = caf::weak_actor_ptr{self_}] { end(self, one); });
  return place;
}

// The cancellation comes from any thread, and may come late.
void coroutine_scope::end(const caf::weak_actor_ptr& self,
                          const std::weak_ptr<coroutine>& which) {
  if (auto actor = caf::actor_cast<caf::strong_actor_ptr>(self))
    actor_executor{std::move(actor)}
        .require(boost::asio::execution::blocking.never)
        .execute([which] {
          if (auto one = which.lock())
            one->signal.emit(boost::asio::cancellation_type::terminal);
        });
}

void coroutine_scope::cancel() {
  const work_context none;
  actor_executor::step_guard guard{self_, none};
  // A coroutine may end within its cancellation and leave the list.
  for (auto next = running_.begin(); next != running_.end();) {
    const auto one = *next++;
    one->signal.emit(boost::asio::cancellation_type::terminal);
  }
}

} // namespace smokehouse::actors
