#pragma once

#include "http/response.hpp"
#include "http/server/output.hpp"

#include <string>

namespace smokehouse::http {

/// How the end of an answer's body is told.
enum class framing { length, chunked, until_close };

/// Renders heads of answers. One for each server: it keeps what is the same
/// in all of them, and the date, which changes once a second.
class renderer {
public:
  /// @param timing Whether answers have the field `Server-Timing`.
  explicit renderer(bool timing = false) : timing_(timing) {
    // nop
  }

  /// Appends the whole answer, or only its head when it is streamed. Leaves
  /// `what` without its body.
  void render(output& out, const request& req, response& what, bool keep_alive,
              time_point now);

  /// Whether bytes follow the head of this answer.
  static bool has_body(const request& req, const response& what) noexcept;

  /// How a streamed answer to this request is framed.
  static framing stream_framing(const request& req) noexcept;

private:
  void refresh(time_point now);

  bool timing_;
  std::string server_and_date_;
  time_point fresh_until_{};
};

/// Appends one chunk of the chunked coding; nothing when `bytes` is empty.
void append_chunk(std::string& out, std::string_view bytes);

/// The chunk that ends a body.
inline constexpr std::string_view last_chunk = "0\r\n\r\n";

} // namespace smokehouse::http
