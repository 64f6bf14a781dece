#pragma once

#include "http/request_builder.hpp"

namespace smokehouse::test {

/// The start of a request from an address, to the service's own.
inline http::request_builder from(const char* address) {
  return http::request_builder{}
      .target("/stats")
      .header("Host", "127.0.0.1:8000")
      .peer({http::asio::ip::make_address(address), 60374});
}

} // namespace smokehouse::test
