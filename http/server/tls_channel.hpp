#pragma once

#include "http/server/io_result.hpp"
#include "http/server/tls_wire.hpp"
#include "http/server_counters.hpp"
#include "http/tls_context.hpp"

#include <cstdint>
#include <memory>
#include <span>

struct iovec;

namespace smokehouse::http {

/// The server's side of TLS on a connected, non-blocking socket. The handshake
/// is a part of reading: until it is over, nothing is there to read. Counts
/// itself; lives on the thread of its counters.
class tls_channel {
public:
  /// Null when there is no memory for it. Does not own the descriptor.
  static std::unique_ptr<tls_channel>
  make(std::shared_ptr<const tls_context> context, int descriptor,
       tls_counters& counters);

  tls_channel(const tls_channel&) = delete;

  tls_channel& operator=(const tls_channel&) = delete;

  ~tls_channel();

  /// Reads until nothing is there or `into` is full.
  io_result read(std::span<char> into) noexcept;

  /// Writes as much as the system takes. The next call has to begin with what
  /// this one left.
  io_result write(std::span<const iovec> from) noexcept;

  /// After a `read`: whether the next one finds something that no event will
  /// tell of.
  bool has_more() const noexcept {
    return more_;
  }

  /// After a `read` that found nothing: see `tls_wire::dry`.
  bool is_dry() const noexcept {
    return wire_.dry();
  }

  /// The events of epoll as they are meant: to read may take a write, and the
  /// other way round.
  std::uint32_t as_meant(std::uint32_t events) const noexcept;

  /// Tells the peer that nothing more will come, as far as it can be told.
  void say_goodbye() noexcept;

  /// Whether it failed because the peer sent plain text in place of TLS.
  bool got_plain_text() const noexcept {
    return failed_ && !established_ && wire_.began_with_text();
  }

private:
  tls_channel(std::shared_ptr<const tls_context> context, int descriptor,
              tls_counters& counters);

  /// What a call came to; notes whether it wants `other` than its own kind.
  io_result::kind outcome(int result, bool& wants_other, int other) noexcept;
  void note_handshake() noexcept;

  const std::shared_ptr<const tls_context> context_;
  tls_counters& counters_;
  tls_wire wire_;
  ssl_ptr ssl_;
  bool established_ = false;
  bool failed_ = false;
  bool more_ = false;
  bool read_wants_write_ = false;
  bool write_wants_read_ = false;
};

} // namespace smokehouse::http
