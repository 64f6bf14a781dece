#pragma once

#include "http/types.hpp"

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace smokehouse::http {

/// What an upstream answered. Cheap to move.
class client_response {
public:
  using message = beast::http::response<beast::http::string_body>;

  client_response() = default;

  explicit client_response(message m) : message_(std::move(m)) {}

  /// The status; `unknown` if the number has no name.
  http::status status() const {
    return message_.result();
  }

  /// The status as it came.
  unsigned status_number() const {
    return message_.result_int();
  }

  /// The first value of a header, whatever its case; empty where it is missing.
  std::string_view header(std::string_view name) const {
    return message_[name];
  }

  const std::string& body() const& {
    return message_.body();
  }

  std::string body() && {
    return std::move(message_.body());
  }

private:
  message message_;
};

} // namespace smokehouse::http
