#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <string>
#include <vector>

namespace smokehouse::test {

/// A loopback port where connections do not come about and are not refused
/// either: somebody listens, never accepts, and its queue is full, so that the
/// kernel drops what else comes.
class black_hole {
public:
  /// On a free port, unless it is told which.
  explicit black_hole(unsigned short port = 0);

  unsigned short port() const {
    return port_;
  }

  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(port_);
  }

private:
  boost::asio::io_context context_{1};
  boost::asio::ip::tcp::acceptor acceptor_{context_};
  std::vector<boost::asio::ip::tcp::socket> fill_;
  unsigned short port_ = 0;
};

} // namespace smokehouse::test
