#pragma once

#include "http/observer.hpp"

#include <string>
#include <string_view>

namespace smokehouse::app {

// What the formats of the access log are put together from.

/// What a request is logged as whose client left: nginx's status for it.
inline constexpr unsigned client_closed_request = 499;

/// Appends a text with control characters, quotes, backslashes and everything
/// beyond ASCII as `\xHH`.
void append_escaped(std::string& line, std::string_view text);

/// The same; `-` for nothing.
void append_escaped_or_dash(std::string& line, std::string_view text);

/// `127.0.0.1:60374`, `[::1]:60374`
void append_peer(std::string& line, const http::tcp::endpoint& peer);

/// `GET /async/ HTTP/1.1`
void append_request_line(std::string& line, const http::request& request);

/// The status that was answered, or 499.
unsigned status_of(const http::exchange& how);

} // namespace smokehouse::app
