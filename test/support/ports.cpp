#include "test/support/ports.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstring>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

namespace smokehouse::test {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

tcp::endpoint loopback(unsigned short port) {
  return {asio::ip::address_v4::loopback(), port};
}

} // namespace

bool wait_for_port(unsigned short port, std::chrono::milliseconds bound) {
  using namespace std::chrono_literals;
  asio::io_context context;
  auto until = std::chrono::steady_clock::now() + bound;
  while (std::chrono::steady_clock::now() < until) {
    tcp::socket probe(context);
    boost::system::error_code ec;
    probe.connect(loopback(port), ec);
    if (!ec)
      return true;
    // A listening port sends no notice: there is nothing to wait for but time.
    asio::steady_timer(context, 10ms).wait();
  }
  return false;
}

unsigned short free_port() {
  asio::io_context context;
  return tcp::acceptor(context, loopback(0)).local_endpoint().port();
}

std::optional<std::string> outer_address() {
  ifaddrs* all = nullptr;
  if (::getifaddrs(&all) != 0)
    return std::nullopt;
  std::optional<std::string> result;
  for (auto* one = all; one && !result; one = one->ifa_next) {
    if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET
        || !(one->ifa_flags & IFF_UP) || (one->ifa_flags & IFF_LOOPBACK))
      continue;
    sockaddr_in address{};
    std::memcpy(&address, one->ifa_addr, sizeof address);
    result = asio::ip::address_v4{ntohl(address.sin_addr.s_addr)}.to_string();
  }
  ::freeifaddrs(all);
  return result;
}

} // namespace smokehouse::test
