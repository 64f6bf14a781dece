#pragma once

#include "http/request.hpp"

#include <string>

namespace smokehouse::http {

/// Appends the field `Server-Timing` with its line break: where the time of a
/// request went until now, in milliseconds, as `timeline::parts` tells it
/// (https://www.w3.org/TR/server-timing/). The durations sum to the whole; who
/// was asked has the time from its question to its answer in `desc`.
void append_server_timing(std::string& out, const request& req, time_point now);

} // namespace smokehouse::http
