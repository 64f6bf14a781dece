#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

struct iovec;

namespace smokehouse::http {

/// What a non-blocking call came to.
struct io_result {
  enum class kind : std::uint8_t { done, would_block, ended, failed };
  kind what = kind::done;
  std::size_t bytes = 0;
};

/// A connected, non-blocking socket: owns the descriptor. It is not one of
/// Asio's because `poller` watches it.
class socket {
public:
  socket() noexcept = default;

  explicit socket(int descriptor) noexcept : descriptor_(descriptor) {
    // nop
  }

  socket(socket&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)) {
    // nop
  }

  socket& operator=(socket&& other) noexcept;

  ~socket() {
    close();
  }

  int descriptor() const noexcept {
    return descriptor_;
  }

  bool is_open() const noexcept {
    return descriptor_ >= 0;
  }

  io_result read(std::span<char> into) noexcept;

  /// Writes several buffers with one call, as far as the system takes them.
  io_result write(std::span<const iovec> from) noexcept;

  /// Sends each write at once (TCP_NODELAY).
  void no_delay() noexcept;

  /// Tells the peer that nothing more will come.
  void shutdown_write() noexcept;

  /// Has `close` throw away what the peer did not take: the system would keep
  /// it and try for minutes.
  void forget_unsent() noexcept;

  void close() noexcept;

private:
  int descriptor_ = -1;
};

} // namespace smokehouse::http
