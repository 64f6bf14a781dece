#include "app/listen_url.hpp"

namespace smokehouse::app {

std::string listen_url(std::string_view scheme, const std::string& address,
                       std::uint16_t port) {
  const auto v6 = address.find(':') != address.npos;
  const auto host = v6 ? '[' + address + ']' : address;
  return std::string{scheme} + "://" + host + ':' + std::to_string(port);
}

} // namespace smokehouse::app
