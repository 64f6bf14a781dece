#pragma once

#include "http/server/socket.hpp"

#include <cstddef>
#include <string>
#include <string_view>
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

  /// Appends what lasts until it is written, and longer.
  void fixed(std::string_view bytes);

  /// Bytes appended and not written.
  std::size_t size() const noexcept;

  bool empty() const noexcept {
    return size() == 0;
  }

  /// Writes until all is written or the socket takes no more.
  io_result write_to(socket& to);

  /// All of what is not written, where that is in one piece; else nothing.
  std::string_view one_piece() const noexcept;

  /// Goes on where so many bytes are written.
  /// @returns what `write_to` had returned, had it done all of it.
  io_result write_rest(std::size_t written, socket& to);

  /// Forgets everything but one small buffer.
  void clear();

private:
  /// Either of the two is empty.
  struct piece {
    std::string own;
    std::string_view fixed = {};

    std::string_view bytes() const noexcept {
      return fixed.empty() ? std::string_view{own} : fixed;
    }
  };

  void consume(std::size_t n) noexcept;

  std::vector<piece> pieces_;
  /// The first piece that is not written, and how much of it is.
  std::size_t front_ = 0;
  std::size_t offset_ = 0;
  /// The last piece is a body: text goes behind it.
  bool sealed_ = true;
};

} // namespace smokehouse::http
