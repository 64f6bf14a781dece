#include "actors/front.hpp"

#include "actors/connection_port.hpp"
#include "actors/error_response.hpp"
#include "actors/insight/message_probe.hpp"
#include "http/moving_mean.hpp"

#include <caf/stateful_actor.hpp>

namespace smokehouse::actors {

front_actor::behavior_type
front(front_actor::stateful_pointer<front_state> self,
      front_dependencies dependencies) {
  using cache = live_handle<view>::cache;
  std::vector<cache> views(dependencies.views.begin(),
                           dependencies.views.end());
  return {
      [self, routes = std::move(dependencies.routes),
       on_routed = std::move(dependencies.on_routed), views = std::move(views)](
          const http::request& request) mutable -> caf::result<http::response> {
        request.timeline().enter_front(message_began());
        auto index = routes->find(request.path());
        if (!index)
          return not_found(request);
        // One that has ended already is marked.
        if (request.mark_route(*index))
          if (const auto later = on_routed(request, *index))
            return overloaded(*later);
        if (!routes->allows(*index, request.method()))
          return not_allowed(request, routes->allow(*index));
        request.timeline().leave_front();
        auto& behind = views[*index];
        if (const auto& next = behind.get())
          return pass_on(*self, next);
        return unavailable(http::retry_after(behind.away()));
      }};
}

} // namespace smokehouse::actors
