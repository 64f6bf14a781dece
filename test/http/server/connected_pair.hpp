#pragma once

#include "http/server/socket.hpp"

#include <array>
#include <string>
#include <sys/socket.h>

namespace smokehouse::test {

/// Two sockets that are connected to each other.
struct connected_pair {
  connected_pair() {
    std::array<int, 2> ends{};
    ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data());
    near = http::socket(ends[0]);
    far = http::socket(ends[1]);
  }

  /// Everything that waits at the far end.
  std::string drain() {
    std::string result;
    std::array<char, 4096> bytes{};
    for (auto step = far.read(bytes); step.what == http::io_result::kind::done;
         step = far.read(bytes))
      result.append(bytes.data(), step.bytes);
    return result;
  }

  http::socket near;
  http::socket far;
};

} // namespace smokehouse::test
