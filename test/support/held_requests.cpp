#include "test/support/held_requests.hpp"

#include "test/support/eventually.hpp"

#include <stdexcept>

namespace smokehouse::test {

http::handler held_requests::handler() {
  return [this](http::request req, http::reply to) {
    std::lock_guard guard(mutex_);
    items_.push_back({std::move(req), std::move(to)});
  };
}

std::size_t held_requests::size() const {
  std::lock_guard guard(mutex_);
  return items_.size();
}

held_requests::item held_requests::take() {
  if (!eventually([this] { return size() > 0; }))
    throw std::runtime_error("no request came in time");
  std::lock_guard guard(mutex_);
  auto result = std::move(items_.front());
  items_.pop_front();
  return result;
}

} // namespace smokehouse::test
