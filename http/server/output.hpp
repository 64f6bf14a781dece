#pragma once

#include "http/server/socket.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace smokehouse::http {

/// Bytes on their way out: small ones side by side in one string, big bodies
/// as they came, all of them written with one call.
class output {
public:
  /// Where to append heads and other small text.
  std::string& text();

  /// Appends a body: copied when small, else moved.
  void body(std::string&& bytes);

  /// Bytes appended and not written.
  std::size_t size() const noexcept;

  bool empty() const noexcept {
    return size() == 0;
  }

  /// Writes until all is written or the socket takes no more.
  io_result write_to(socket& to);

  /// Forgets everything but one small buffer.
  void clear();

private:
  void consume(std::size_t n) noexcept;

  std::vector<std::string> pieces_;
  /// The first piece that is not written, and how much of it is.
  std::size_t front_ = 0;
  std::size_t offset_ = 0;
  /// The last piece is a body: text goes behind it.
  bool sealed_ = true;
};

} // namespace smokehouse::http
