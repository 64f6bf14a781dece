#include "app/fetchers/flavor.hpp"

#include "actors/respond.hpp"
#include "actors/runtime/sleep.hpp"

#include <random>
#include <utility>

namespace smokehouse::app {

namespace {

const std::string& any_of(const std::vector<std::string>& choices) {
  thread_local std::minstd_rand engine{std::random_device{}()};
  std::uniform_int_distribution<std::size_t> pick{0, choices.size() - 1};
  return choices[pick(engine)];
}

actors::task<std::string> fetch(caf::actor_system& system, upstream from,
                                caf::timespan delay,
                                const std::vector<std::string>& flavors,
                                console out) {
  out.say("Getting flavor...");
  co_await actors::sleep_for(system, delay);
  co_await get(from);
  out.say("Returning flavor");
  co_return any_of(flavors);
}

} // namespace

flavor_fetcher::behavior_type
flavor(flavor_fetcher::stateful_pointer<flavor_state> self, upstream from,
       caf::timespan delay, std::vector<std::string> flavors, console out) {
  self->state.flavors = std::move(flavors);
  return {[=](caf::get_atom) {
    return actors::respond(
        self, self->state.scope,
        fetch(self->system(), from, delay, self->state.flavors, out));
  }};
}

} // namespace smokehouse::app
