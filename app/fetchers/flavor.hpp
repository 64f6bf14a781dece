#pragma once

#include "actors/runtime/coroutine_scope.hpp"
#include "app/log/console.hpp"
#include "app/upstream.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/timespan.hpp>
#include <caf/typed_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <string>
#include <vector>

namespace smokehouse::app {

/// Finds the sauce.
///   (get_atom) -> the flavor, or `upstream_failed`, `upstream_late`. Bounded
///   by its delay and the upstream's request timeout.
using flavor_fetcher =
    caf::typed_actor<caf::result<std::string>(caf::get_atom)>;

struct flavor_state {
  explicit flavor_state(caf::local_actor* self) : scope(self) {}
  static constexpr const char* name = "fetcher.flavor";
  /// Before the scope, whose coroutines refer to it to their end.
  std::vector<std::string> flavors;
  actors::coroutine_scope scope;
};

/// Waits, asks the upstream, and answers one of the flavors at random.
/// @param flavors One or more.
flavor_fetcher::behavior_type
flavor(flavor_fetcher::stateful_pointer<flavor_state> self, upstream from,
       caf::timespan delay, std::vector<std::string> flavors, console out);

} // namespace smokehouse::app
