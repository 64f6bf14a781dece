#pragma once

#include "http/observer.hpp"

#include <chrono>
#include <string>

namespace smokehouse::app {

/// Appends a line of Apache's and nginx's "combined" log format:
/// `127.0.0.1 - - [24/Nov/2026:04:07:08 +0000] "GET / HTTP/1.1" 200 20 "-"
/// "curl/7.88.1"`. The bytes are those of the body; the time is local.
/// @param now The end of the request.
void append_combined(std::string& line, const http::request& request,
                     const http::exchange& how,
                     std::chrono::system_clock::time_point now);

} // namespace smokehouse::app
