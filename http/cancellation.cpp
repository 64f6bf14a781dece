#include "http/cancellation.hpp"

#include <mutex>
#include <utility>

namespace smokehouse::http {

std::string_view describe(cancel_reason why) noexcept {
  switch (why) {
  case cancel_reason::client_left:
    return "client left";
  case cancel_reason::client_reset:
    return "client reset";
  case cancel_reason::write_timeout:
    return "write timeout";
  case cancel_reason::deadline:
    return "request timeout";
  case cancel_reason::server_closed:
    return "server closed";
  }
  return "";
}

void cancellation::request() {
  std::function<void()> listener;
  {
    std::lock_guard guard{lock_};
    requested_.store(true, std::memory_order_relaxed);
    listener.swap(listener_);
  }
  if (listener)
    listener();
}

void cancellation::listen(std::function<void()> listener) {
  {
    std::lock_guard guard{lock_};
    if (!requested()) {
      listener_.swap(listener);
      return;
    }
  }
  listener();
}

void cancellation::forget() noexcept {
  std::function<void()> listener;
  std::lock_guard guard{lock_};
  listener.swap(listener_);
}

} // namespace smokehouse::http
