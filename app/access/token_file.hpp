#pragma once

#include <cstddef>
#include <string>

namespace smokehouse::app::access {

/// What a token has at least; shorter ones could be found by trying.
inline constexpr std::size_t least_token_size = 16;

/// What a token has at most.
inline constexpr std::size_t most_token_size = 4096;

/// A token's file, or what is wrong with it.
struct token_reading {
  std::string token;
  /// Why there is no token, with the file's path; else empty.
  std::string wrong;
  /// What its owner should know, with the file's path; else empty.
  std::string doubt;
};

/// Reads a token: one line of 16 to 4096 printable ASCII characters without
/// spaces; a newline behind it does not count.
token_reading read_token_file(const std::string& path);

} // namespace smokehouse::app::access
