#pragma once

#include <cstdint>

namespace smokehouse::http {

/// Versions of TLS that a server may be told to take as the oldest.
enum class tls_version : std::uint8_t { v1_2, v1_3 };

} // namespace smokehouse::http
