#pragma once

#include "http/host_lookup.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace smokehouse::test {

/// A resolver that hangs until the test lets it go, and then says that every
/// host is this one. The test must let it go.
class slow_resolver {
public:
  /// Names that are looked up by it.
  std::shared_ptr<http::host_lookup> names() {
    return std::make_shared<http::host_lookup>(
        [here = state_](const std::string&, std::uint16_t port) {
          std::unique_lock guard{here->mutex};
          ++here->asked;
          here->changed.wait(guard, [&] { return here->open; });
          return http::host_lookup::endpoints{
              {http::asio::ip::address_v4::loopback(), port}};
        });
  }

  void let_go() {
    std::lock_guard guard{state_->mutex};
    state_->open = true;
    state_->changed.notify_all();
  }

  /// How many look-ups have begun.
  int asked() const {
    std::lock_guard guard{state_->mutex};
    return state_->asked;
  }

private:
  // Shared with threads that may outlive the test.
  struct state {
    std::mutex mutex;
    std::condition_variable changed;
    bool open = false;
    int asked = 0;
  };

  std::shared_ptr<state> state_ = std::make_shared<state>();
};

} // namespace smokehouse::test
