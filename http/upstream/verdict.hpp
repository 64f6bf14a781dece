#pragma once

#include "http/circuit_breaker.hpp"

namespace smokehouse::http::upstream {

/// Whether a status says that the upstream is in trouble: 500, 502, 503, 504.
bool is_trouble(unsigned status) noexcept;

/// What the end of a call says of the upstream. A caller that gave up, and a
/// client that is full or closed, say nothing.
circuit_breaker::verdict verdict_of(error_code ec, unsigned status) noexcept;

} // namespace smokehouse::http::upstream
