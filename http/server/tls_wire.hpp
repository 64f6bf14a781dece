#pragma once

#include "http/tls_handles.hpp"

namespace smokehouse::http {

/// How OpenSSL reads from and writes to a connected, non-blocking socket.
class tls_wire {
public:
  explicit tls_wire(int descriptor) noexcept : descriptor_(descriptor) {
    // nop
  }

  tls_wire(const tls_wire&) = delete;

  tls_wire& operator=(const tls_wire&) = delete;

  /// What OpenSSL needs; refers to this. Null when there is no memory for it.
  bio_ptr make_bio() noexcept;

  /// There may be more to read. After a read that the system did not fill,
  /// there is not: asking it again would cost a call.
  void refresh() noexcept {
    dry_ = false;
  }

  /// Whether the first byte that came is one of text, which no TLS begins with.
  bool began_with_text() const noexcept {
    return first_ >= ' ' && first_ < 0x7f;
  }

  int read(char* into, int size) noexcept;
  int write(const char* from, int size) const noexcept;

  bool ended() const noexcept {
    return ended_;
  }

  bool dry() const noexcept {
    return dry_;
  }

private:
  int descriptor_;
  /// The first byte that ever came, 0 before.
  char first_ = 0;
  bool dry_ = false;
  bool ended_ = false;
};

} // namespace smokehouse::http
