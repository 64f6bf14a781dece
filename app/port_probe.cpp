#include "app/port_probe.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace smokehouse::app {

boost::system::result<std::uint16_t> free_port(const std::string& address,
                                               std::uint16_t port) {
  namespace ip = boost::asio::ip;
  http::error_code error;
  auto host = ip::make_address(address, error);
  if (error)
    return error;
  ip::tcp::endpoint at{host, port};
  boost::asio::io_context loop;
  ip::tcp::acceptor probe{loop};
  probe.open(at.protocol(), error);
  // As the servers do: connections of an earlier run must not be in the way.
  // It does not listen: who connects to a probe would be cut off.
  if (!error)
    probe.set_option(ip::tcp::acceptor::reuse_address{true}, error);
  if (!error)
    probe.bind(at, error);
  if (error)
    return error;
  return probe.local_endpoint().port();
}

std::string cannot_listen(const std::string& address, std::uint16_t port,
                          const http::error_code& why) {
  return "cannot listen on " + address + ":" + std::to_string(port) + ": "
         + why.message();
}

} // namespace smokehouse::app
