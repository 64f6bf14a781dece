#pragma once

#include "http/types.hpp"

#include <boost/beast/http/error.hpp>

#include <cstdint>
#include <string_view>

namespace smokehouse::http {

/// What a client can do wrong before its request reaches the handler, and that
/// there is no memory for its body. After each of them the connection is
/// closed: its framing is in doubt.
enum class request_fault : std::uint8_t {
  malformed,
  timed_out,
  body_too_large,
  target_too_long,
  expectation_failed,
  header_too_large,
  not_implemented,
  version_not_supported,
  out_of_memory,
  tls_expected,
};

/// The status that tells the client.
status status_of(request_fault fault) noexcept;

/// A sentence for the problem's `detail`; a literal.
std::string_view describe(request_fault fault) noexcept;

/// What an error of Beast's parser means.
request_fault fault_of(beast::http::error reason) noexcept;

} // namespace smokehouse::http
