#include "actors/front.hpp"

#include "actors/connection_port.hpp"
#include "actors/insight/message_probe.hpp"

#include <caf/stateful_actor.hpp>

namespace smokehouse::actors {

namespace {

http::response not_found(const http::request& request) {
  return http::problem(http::status::not_found, "There is nothing here.",
                       request);
}

http::response not_allowed(const http::request& request,
                           const std::string& allow) {
  auto result =
      http::problem(http::status::method_not_allowed,
                    "This path does not answer that method.", request);
  result.headers.push_back({"Allow", allow});
  return result;
}

} // namespace

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
        if (request.mark_route(*index))
          on_routed(*index);
        if (!routes->allows(*index, request.method()))
          return not_allowed(request, routes->allow(*index));
        return pass_on(*self, views[*index].get());
      }};
}

} // namespace smokehouse::actors
