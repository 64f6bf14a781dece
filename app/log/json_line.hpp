#pragma once

#include "http/observer.hpp"

#include <chrono>
#include <string>

namespace smokehouse::app {

/// Appends the request as one JSON object:
///   `time`        its end, RFC 3339 in UTC with milliseconds
///   `id`          as in `X-Request-Id`
///   `peer`        `127.0.0.1:60374`
///   `method`, `target`, `version`, `user_agent` as they were sent, with what
///                 is not printable ASCII as `\xHH`; empty where missing
///   `status`      499 for a client that left
///   `outcome`     `answered`, `shed` or `cancelled`
///   `why`         why the server itself ended it, else empty
///   `bytes`       of the answer, head included
///   `duration_s`  from its first byte to its answer's last
///   `split`       where that time went, parts with `name` and `s` that sum to
///                 it, see `http::timeline`
/// @param now The end of the request.
void append_json(std::string& line, const http::request& request,
                 const http::exchange& how,
                 std::chrono::system_clock::time_point now);

} // namespace smokehouse::app
