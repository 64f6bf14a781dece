#pragma once

#include "http/types.hpp"

#include <boost/system/error_category.hpp>
#include <boost/system/error_code.hpp>

#include <array>
#include <string_view>

namespace smokehouse::http {

/// What can go wrong on the client's side of HTTP. A caller that gave up gets
/// Asio's `operation_aborted` instead.
enum class error {
  /// The text is no URL at all.
  bad_url = 1,
  /// The scheme is neither `http` nor `https`.
  bad_scheme,
  /// The URL names no host.
  no_host,
  /// The URL holds a user name or a password.
  has_userinfo,
  /// The port is 0 or above 65535.
  bad_port,
  /// The URL has a fragment (`#...`), which never travels.
  has_fragment,
  /// A target or a header that would break the request's framing.
  bad_request,
  /// The host's name has no address, or nobody could be asked.
  name_not_resolved,
  /// The host is there and nobody listens.
  connect_refused,
  /// No route, no descriptor left, or another local reason.
  connect_failed,
  /// No connection, TLS included, within `connect_timeout`.
  connect_timeout,
  /// The peer's certificate is not trusted or is another host's.
  certificate_refused,
  /// The peer does not speak TLS as we do.
  tls_failed,
  /// No complete answer within `request_timeout`, or by the deadline.
  request_timeout,
  /// The peer broke the connection off before the answer was complete.
  connection_closed,
  /// The answer is not HTTP/1.x.
  bad_response,
  /// The answer's body is longer than `max_body_bytes`.
  body_too_large,
  /// Every connection is busy and the waiting line is full.
  pool_full,
  /// The client was destroyed before the answer came.
  client_closed,
  /// The upstream failed too often: it is not asked for a while.
  circuit_open,
};

/// Those that a call may end with once it is on its way, in their order.
inline constexpr std::array call_errors = {
    error::name_not_resolved, error::connect_refused,     error::connect_failed,
    error::connect_timeout,   error::certificate_refused, error::tls_failed,
    error::request_timeout,   error::connection_closed,   error::bad_response,
    error::body_too_large,    error::pool_full,           error::client_closed,
    error::circuit_open};

/// The enumerator's name.
std::string_view name_of(error) noexcept;

/// The category of `error`, named `smokehouse.http`.
const boost::system::error_category& error_category() noexcept;

/// Found by argument-dependent lookup: lets an `error` become an `error_code`.
error_code make_error_code(error) noexcept;

} // namespace smokehouse::http

template <>
struct boost::system::is_error_code_enum<smokehouse::http::error>
    : std::true_type {};
