#pragma once

#include "http/request.hpp"
#include "http/types.hpp"

#include <cstdint>
#include <string_view>

namespace smokehouse::http {

/// How a request ended.
enum class outcome : std::uint8_t {
  /// Its answer was written.
  answered,
  /// It was refused for lack of capacity, and that answer was written.
  shed,
  /// The client left, or the server closed, before the answer was written.
  cancelled,
};

/// The end of one request.
struct exchange {
  http::outcome outcome = outcome::answered;
  /// What was answered; meaningless when cancelled.
  http::status status = http::status::ok;
  /// Bytes of the answer, head included.
  std::uint64_t bytes = 0;
  /// Those of the head alone.
  std::uint64_t head_bytes = 0;
  /// From its first byte to its last.
  http::duration duration{};
  /// Why the server itself ended it (a literal), else empty.
  std::string_view why = {};
};

/// Is told of every request's beginning and end, on the loop's thread: for
/// access logs and metrics by route. Must be quick, and outlive its servers.
class observer {
public:
  virtual ~observer() = default;

  /// A request was accepted; `finished` follows.
  virtual void started(const request&) noexcept {
    // nop
  }

  /// Called once for each accepted request, malformed ones included (these
  /// may lack a target).
  virtual void finished(const request& req, const exchange& how) noexcept = 0;
};

} // namespace smokehouse::http
