#include "app/hangup.hpp"

#include <utility>

namespace smokehouse::app {

void hangup::watch(std::function<void()> then) {
  then_ = std::move(then);
  wait();
}

void hangup::wait() {
  signals_.async_wait([this](auto error, int) {
    if (error)
      return;
    then_();
    wait();
  });
}

} // namespace smokehouse::app
