#pragma once

#include "test/support/raw_client.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace smokehouse::test {

/// A request of any method, with fields and a body.
struct visit {
  std::string_view target;
  /// Whole lines: `Origin: http://a`.
  std::vector<std::string> fields = {};
  std::string_view method = "GET";
  std::string_view body = {};
  std::string_view host = "test";

  /// As it is sent.
  std::string text() const;

  /// Sends it to a port on a connection of its own and reads the answer.
  raw_answer to(std::uint16_t port) const;
};

} // namespace smokehouse::test
