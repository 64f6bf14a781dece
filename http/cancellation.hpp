#pragma once

#include "http/spin_lock.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

namespace smokehouse::http {

/// Why nobody waits for the answer to a request any more.
enum class cancel_reason : std::uint8_t {
  /// The client closed its connection.
  client_left,
  /// The client broke its connection off.
  client_reset,
  /// The client took nothing of what was sent to it.
  write_timeout,
  /// The time for the request is over; the server has answered 504.
  deadline,
  /// The server closed the connection: it ends.
  server_closed,
};

/// All of them, in their order.
inline constexpr std::array cancel_reasons = {
    cancel_reason::client_left, cancel_reason::client_reset,
    cancel_reason::write_timeout, cancel_reason::deadline,
    cancel_reason::server_closed};

/// In words, as in `client left`.
std::string_view describe(cancel_reason why) noexcept;

/// Says to whoever works on something that nobody waits for it any more. Any
/// thread may use it.
class cancellation {
public:
  cancellation() = default;
  cancellation(const cancellation&) = delete;
  cancellation& operator=(const cancellation&) = delete;

  /// Nobody waits from now on: calls the listener, if there is one, on this
  /// thread. Further calls do nothing.
  void request();

  bool requested() const noexcept {
    return requested_.load(std::memory_order_relaxed);
  }

  /// Sets the one listener; called at once if nobody waits already. It must be
  /// short, and must not throw.
  void listen(std::function<void()> listener);

  /// Removes the listener. A call that has begun on another thread may still
  /// be running.
  void forget() noexcept;

private:
  std::atomic<bool> requested_ = false;
  spin_lock lock_;
  std::function<void()> listener_; // guarded by lock_
};

} // namespace smokehouse::http
