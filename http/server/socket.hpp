#pragma once

#include "http/server/io_result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

struct iovec;

namespace smokehouse::http {

class tls_channel;

/// A connected, non-blocking socket, plain or with TLS: owns the descriptor. It
/// is not one of Asio's because `poller` watches it.
class socket {
public:
  socket() noexcept = default;

  explicit socket(int descriptor) noexcept : descriptor_(descriptor) {
    // nop
  }

  socket(socket&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)),
        tls_(std::move(other.tls_)) {
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

  /// Speaks TLS from here on.
  void secure(std::unique_ptr<tls_channel> with) noexcept;

  bool is_secure() const noexcept {
    return tls_ != nullptr;
  }

  /// After a failure: goes on in plain text if that is what the peer sent in
  /// place of TLS.
  /// @returns whether it was.
  bool take_for_plain() noexcept;

  /// The events of epoll as they are meant for `read` and `write`.
  std::uint32_t as_meant(std::uint32_t events) const noexcept {
    return tls_ ? tls_as_meant(events) : events;
  }

  /// After a `read` of so many bytes into so much room: whether another may
  /// find something that no event will tell of.
  bool may_have_more(std::size_t bytes, std::size_t room) const noexcept {
    return bytes == room || (tls_ && tls_has_more());
  }

  /// After a `read` that found nothing: whether the system was not asked
  /// again, because the bytes before were all that there was then.
  bool is_dry() const noexcept {
    return tls_ && tls_is_dry();
  }

  io_result read(std::span<char> into) noexcept;

  /// Writes several buffers with one call, as far as the system takes them.
  io_result write(std::span<const iovec> from) noexcept;

  /// Sends each write at once (TCP_NODELAY).
  void no_delay() noexcept;

  /// Tells the peer of a TLS connection that nothing more will come: it may
  /// trust that what came was all.
  void say_goodbye() noexcept;

  /// Tells any peer, and sends nothing more.
  void shutdown_write() noexcept;

  /// Has `close` throw away what the peer did not take: the system would keep
  /// it and try for minutes.
  void forget_unsent() noexcept;

  void close() noexcept;

private:
  struct tls_end {
    void operator()(tls_channel* which) const noexcept;
  };

  std::uint32_t tls_as_meant(std::uint32_t events) const noexcept;
  bool tls_has_more() const noexcept;
  bool tls_is_dry() const noexcept;

  int descriptor_ = -1;
  std::unique_ptr<tls_channel, tls_end> tls_;
};

} // namespace smokehouse::http
