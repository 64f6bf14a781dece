#pragma once

#include "test/support/child_process.hpp"

#include <string>

namespace smokehouse::test {

/// Debian's python3-httpbin behind Debian's python3-waitress, on a loopback
/// port, for as long as the object lives.
class httpbin {
public:
  /// Throws `std::runtime_error` if it does not serve within ten seconds.
  httpbin();

  unsigned short port() const {
    return port_;
  }

  /// The URL of its root, without a slash at the end.
  std::string url() const;

private:
  child_process server_;
  unsigned short port_ = 0;
};

} // namespace smokehouse::test
