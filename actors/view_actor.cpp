#include "actors/view_actor.hpp"

#include "actors/connection_port.hpp"
#include "actors/error_response.hpp"
#include "actors/respond.hpp"

#include <caf/actor_system.hpp>
#include <caf/send.hpp>

namespace smokehouse::actors {

view_actor::view_actor(caf::actor_config& config, std::string name,
                       view_function function,
                       live_handle<caf::actor> supervisor)
    : view::base(config),
      name_(std::move(name)),
      function_(std::move(function)),
      supervisor_(std::move(supervisor)),
      counts_(counts_of(system().metrics(), name_)) {}

view::behavior_type view_actor::make_behavior() {
  scope_.emplace(this);
  return {[this](const http::request& request) { return answer(request); }};
}

void view_actor::on_exit() {
  scope_.reset();
  supervisor_ = {};
}

caf::result<http::response> view_actor::answer(const http::request& request) {
  if (request.cancelled())
    return error::unavailable; // which nobody hears
  if (auto* waiting = std::get_if<waiting_view>(&function_))
    return actors::respond(
        this, *scope_, (*waiting)(request),
        [this](const caf::error& reason) { note(reason); },
        [this] { barren_ = false; });
  const auto& message = *current_mailbox_element();
  const auto context = work_context::of(message, request);
  context_guard guard{context, message.enqueue_time};
  try {
    auto response = std::get<plain_view>(function_)(request);
    barren_ = false;
    return actors::answer(*this, std::move(response));
  } catch (...) {
    auto reason = to_error(std::current_exception());
    note(reason);
    return reason;
  }
}

void view_actor::note(const caf::error& reason) {
  if (!is_defect(reason))
    return;
  counts_.failures->inc();
  // Its successor is asked once more: the message may have gone with it.
  const auto supervisor = supervisor_.get();
  if (supervisor
      && std::exchange(asked_, supervisor.address()) != supervisor.address())
    caf::anon_send(supervisor, replace_atom_v,
                   caf::actor_cast<caf::actor>(this), reason, barren_);
}

} // namespace smokehouse::actors
