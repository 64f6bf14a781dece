#include "http/reply.hpp"

#include <utility>

namespace smokehouse::http {

reply& reply::operator=(reply&& other) noexcept {
  if (this != &other) {
    abandon();
    sink_ = std::move(other.sink_);
    number_ = other.number_;
  }
  return *this;
}

reply::~reply() {
  abandon();
}

void reply::send(response what) && {
  if (auto sink = std::exchange(sink_, nullptr))
    sink->answer(number_, std::move(what));
}

void reply::abandon() noexcept {
  if (auto sink = std::exchange(sink_, nullptr))
    sink->drop(number_);
}

} // namespace smokehouse::http
