#pragma once

#include "actors/runtime/coroutine_scope.hpp"
#include "app/log/console.hpp"
#include "app/types.hpp"
#include "app/upstream.hpp"

#include <caf/stateful_actor.hpp>
#include <caf/timespan.hpp>
#include <caf/typed_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <string>
#include <vector>

namespace smokehouse::app {

/// Finds what there is to smoke.
///   (get_atom) -> the smokables, or `upstream_failed`, `upstream_late`.
///   Bounded by its delay and the upstream's request timeout.
using smokables_fetcher =
    caf::typed_actor<caf::result<std::vector<std::string>>(caf::get_atom)>;

struct smokables_state {
  explicit smokables_state(caf::local_actor* self) : scope(self) {}
  static constexpr const char* name = "fetcher.smokables";
  /// Before the scope, whose coroutines refer to it to their end.
  std::vector<std::string> smokables;
  actors::coroutine_scope scope;
};

/// Waits, asks the upstream, and answers all smokables.
smokables_fetcher::behavior_type
smokables(smokables_fetcher::stateful_pointer<smokables_state> self,
          upstream from, caf::timespan delay, std::vector<std::string> all,
          console out);

} // namespace smokehouse::app
