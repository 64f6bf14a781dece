#pragma once

#include "http/cancellation.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace smokehouse::http {

/// A count with one writing thread and any number of readers: no locked
/// instruction on either side.
class counter {
public:
  void add(std::uint64_t n = 1) noexcept {
    value_.store(value_.load(std::memory_order_relaxed) + n,
                 std::memory_order_release);
  }

  void subtract(std::uint64_t n = 1) noexcept {
    add(std::uint64_t{0} - n);
  }

  std::uint64_t get() const noexcept {
    return value_.load(std::memory_order_acquire);
  }

private:
  std::atomic<std::uint64_t> value_{0};
};

/// The figures of one moment; `accepted` is the sum of the other four.
struct request_counts {
  std::uint64_t accepted = 0;
  std::uint64_t answered = 0;
  std::uint64_t shed = 0;
  std::uint64_t cancelled = 0;
  std::uint64_t in_flight = 0;

  request_counts& operator+=(const request_counts& other) noexcept;
};

/// What a client can be too slow at.
enum class slow_at : std::uint8_t { header, body, idle, write };

/// All of them, in their order, as figures name them.
inline constexpr std::array<std::string_view, 4> slow_at_names = {
    "header", "body", "idle", "write"};

/// What a server counts of its TLS connections.
struct tls_counters {
  /// Connections open now, those in their handshake included.
  counter open;
  /// Handshakes that were completed, and those of them that resumed a session.
  counter handshakes;
  counter resumed;
  /// Connections that ended before their handshake was complete.
  counter failed;
};

/// What one server counts, written by its loop's thread only. Outlives it.
struct alignas(64) server_counters {
  /// Connections open now, accepted and refused (`max_connections`) so far.
  counter connections_open;
  counter connections_accepted;
  counter connections_refused;

  /// Requests handed to the handler or refused as malformed.
  counter accepted;
  /// Answers that were written to the socket.
  counter answered;
  /// Answers that refused for lack of capacity.
  counter shed;
  /// Requests that ended before their answer was written.
  counter cancelled;
  /// Why nobody waited, by `cancel_reason`. Those cut off at their deadline
  /// were answered, the others are the cancelled ones.
  std::array<counter, cancel_reasons.size()> cancelled_by;

  /// Connections whose client's time was over, by `slow_at`.
  std::array<counter, slow_at_names.size()> timeouts;

  counter bytes_in;
  counter bytes_out;

  tls_counters tls;

  /// A consistent reading, from any thread: the ends are read before the
  /// beginnings, so that `in_flight` is never negative.
  request_counts requests() const noexcept;
};

} // namespace smokehouse::http
