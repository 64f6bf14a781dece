#pragma once

#include "actors/live_handle.hpp"
#include "actors/metrics/actor_counts.hpp"
#include "actors/runtime/coroutine_scope.hpp"
#include "actors/runtime/work_context.hpp"
#include "actors/view.hpp"

#include <caf/actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <optional>
#include <string>

namespace smokehouse::actors {

/// The actor around a view function. An exception ends the request it came
/// from with 500, not the actor: requests beside it go on, while supervision
/// is asked to put a fresh actor in its place.
class view_actor final : public view::base {
public:
  /// @param name Its name in metrics, e.g. `view.index`.
  /// @param supervisor Gets `replace_atom` after a defect.
  view_actor(caf::actor_config& config, std::string name,
             view_function function, live_handle<caf::actor> supervisor);

  const char* name() const override {
    return name_.c_str();
  }

  behavior_type make_behavior() override;

  void on_exit() override;

private:
  caf::result<http::response> answer(const http::request& request);
  void note(const caf::error& reason);

  std::string name_;
  view_function function_;
  live_handle<caf::actor> supervisor_;
  actor_counts counts_;
  std::optional<coroutine_scope> scope_;
  /// The supervisor that was asked for a replacement.
  caf::actor_addr asked_;
  /// It has answered nothing well.
  bool barren_ = true;
};

} // namespace smokehouse::actors
