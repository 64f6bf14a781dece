#include "test/support/black_hole.hpp"

#include <sys/socket.h>

namespace smokehouse::test {

namespace asio = boost::asio;
using asio::ip::tcp;

black_hole::black_hole(unsigned short port) {
  const tcp::endpoint here{asio::ip::address_v4::loopback(), port};
  acceptor_.open(here.protocol());
  acceptor_.set_option(tcp::acceptor::reuse_address(true));
  acceptor_.bind(here);
  acceptor_.listen(0);
  port_ = acceptor_.local_endpoint().port();
  // A queue of length 0 takes one; some more, to be sure that it is full.
  for (int i = 0; i < 4; ++i) {
    auto& one = fill_.emplace_back(context_);
    one.open(here.protocol());
    one.native_non_blocking(true);
    // Asio's own would wait for what never comes.
    const tcp::endpoint to{here.address(), port_};
    ::connect(one.native_handle(), to.data(),
              static_cast<socklen_t>(to.size()));
  }
}

} // namespace smokehouse::test
