#pragma once

#include "http/types.hpp"

#include <optional>
#include <string_view>

namespace smokehouse::http {

/// Reads how long a client waits for its answer, the value of the field
/// `X-Request-Timeout`: a decimal number of seconds, or one with the unit `s`
/// or `ms`, as in `0.5`, `2s` or `250ms`. More than zero, and at most a year;
/// nothing for all else.
std::optional<duration> parse_request_timeout(std::string_view text) noexcept;

} // namespace smokehouse::http
