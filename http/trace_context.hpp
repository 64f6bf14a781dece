#pragma once

#include "http/request.hpp"

#include <string>
#include <utility>
#include <vector>

namespace smokehouse::http {

/// The fields that continue the trace of a request in a request to somebody
/// else: `traceparent` with the same trace id, the flag "sampled" as it was and
/// a new span id, and `tracestate` as it came. Nothing if the request has no
/// valid `traceparent` (W3C Trace Context, level 1:
/// https://www.w3.org/TR/trace-context-1/).
std::vector<std::pair<std::string, std::string>>
continued_trace(const request& req);

} // namespace smokehouse::http
