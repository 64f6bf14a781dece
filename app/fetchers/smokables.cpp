#include "app/fetchers/smokables.hpp"

#include "actors/respond.hpp"
#include "actors/runtime/sleep.hpp"

#include <utility>

namespace smokehouse::app {

namespace {

actors::task<std::vector<std::string>>
fetch(caf::actor_system& system, upstream from, caf::timespan delay,
      const std::vector<std::string>& all, console out) {
  out.say("Getting smokeables...");
  co_await actors::sleep_for(system, delay);
  co_await get(from);
  out.say("Returning smokeable");
  co_return all;
}

} // namespace

smokables_fetcher::behavior_type
smokables(smokables_fetcher::stateful_pointer<smokables_state> self,
          upstream from, caf::timespan delay, std::vector<std::string> all,
          console out) {
  self->state.smokables = std::move(all);
  return {[=](caf::get_atom) {
    return actors::respond(
        self, self->state.scope,
        fetch(self->system(), from, delay, self->state.smokables, out));
  }};
}

} // namespace smokehouse::app
