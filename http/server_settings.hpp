#pragma once

#include "http/connection_limit.hpp"
#include "http/tls_keyring.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace smokehouse::http {

/// The limits of one server. All times are positive.
struct server_settings {
  /// An IPv4 or IPv6 address in digits.
  std::string address = "127.0.0.1";

  /// 0 lets the system choose.
  std::uint16_t port = 8000;

  /// Lets several servers share the ports (SO_REUSEPORT).
  bool reuse_port = false;

  /// With it, loaded, connections speak TLS.
  std::shared_ptr<const tls_keyring> tls;

  /// With `tls`: those to this port speak TLS, and those to `port` plain HTTP.
  std::optional<std::uint16_t> tls_port;

  /// Connections beyond it are answered 503 and closed.
  std::size_t max_connections = 20'000;
  /// Set for servers that have a limit together, in place of the above.
  std::shared_ptr<connection_limit> limit;

  /// Request line and header fields together; beyond it 414 or 431.
  std::size_t max_header_bytes = 16 * 1024;

  /// Beyond it 413.
  std::size_t max_body_bytes = 1024 * 1024;

  /// From the first byte of a request (of the first one: from the start of the
  /// connection, a handshake included) to the end of its header.
  std::chrono::nanoseconds header_timeout = std::chrono::seconds(10);

  /// From the end of the header to the end of the body.
  std::chrono::nanoseconds body_timeout = std::chrono::seconds(30);

  /// Between two requests.
  std::chrono::nanoseconds idle_timeout = std::chrono::seconds(60);

  /// While the client takes nothing of an answer.
  std::chrono::nanoseconds write_timeout = std::chrono::seconds(30);

  /// From a complete request to its answer; beyond it 504.
  std::chrono::nanoseconds request_timeout = std::chrono::seconds(30);

  /// The most that a client may ask for in `X-Request-Timeout`; the above, if
  /// that is more.
  std::chrono::nanoseconds max_request_timeout = std::chrono::seconds(30);

  /// Requests of one connection that may be unanswered at a time.
  std::size_t max_pipelined = 32;

  /// Answers have the field `Server-Timing`.
  bool server_timing = false;

  /// Reads from, and writes to, many connections with one call of the system,
  /// where it has io_uring and lets us.
  bool io_uring = false;
};

} // namespace smokehouse::http
