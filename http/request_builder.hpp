#pragma once

#include "http/request.hpp"

#include <string>
#include <utility>
#include <vector>

namespace smokehouse::http {

/// Makes requests without a socket: for tests, and for code that calls a view
/// itself.
class request_builder {
public:
  request_builder& method(http::method value);
  request_builder& target(std::string value);
  request_builder& version(unsigned value);
  request_builder& header(std::string name, std::string value);
  request_builder& body(std::string value);
  request_builder& peer(tcp::endpoint value);
  request_builder& deadline(time_point value);
  request_builder& secure(bool value);

  /// A new request with an id of its own; may be called repeatedly.
  request build() const;

private:
  http::method method_ = http::method::get;
  std::string target_ = "/";
  unsigned version_ = 11;
  std::vector<std::pair<std::string, std::string>> headers_;
  std::string body_;
  tcp::endpoint peer_;
  time_point deadline_ = time_point::max();
  bool secure_ = false;
};

} // namespace smokehouse::http
