#pragma once

#include "http/request.hpp"
#include "http/response.hpp"

#include <cstdint>
#include <string_view>

namespace smokehouse::http {

/// One request of a connection from its arrival to the last byte of its
/// answer. A connection has a line of them, answered in order.
struct slot {
  enum class stage : std::uint8_t {
    /// The handler has it.
    waiting,
    /// Its answer is here; those before it come first.
    ready,
    /// Its head is rendered, its body comes piece by piece.
    streaming,
    /// All of it is in the output.
    rendered,
  };

  request req;
  response answer;
  std::uint64_t bytes = 0;
  std::uint64_t head_bytes = 0;
  /// Why the server answered in the handler's place; a literal.
  std::string_view why;
  stage at = stage::waiting;
  bool keep_alive = true;
};

} // namespace smokehouse::http
