#include "actors/runtime/waiter.hpp"

#include "actors/runtime/reply_port.hpp"
#include "actors/types.hpp"

namespace smokehouse::actors {

waiter waiter::of(const caf::mailbox_element& element) {
  if (is_port(element.sender) && port_behind(element.sender).cancellation())
    return waiter{element.sender};
  if (element.payload.match_elements<http::request>())
    return waiter{element.payload.get_as<http::request>(0).data()};
  return {};
}

http::cancellation* waiter::cancellation() const noexcept {
  if (auto* port = std::get_if<caf::strong_actor_ptr>(&who_))
    return port_behind(*port).cancellation();
  if (auto* request = std::get_if<request_pointer>(&who_))
    return &(*request)->cancellation;
  return nullptr;
}

} // namespace smokehouse::actors
