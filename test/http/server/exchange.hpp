#pragma once

#include "test/support/raw_client.hpp"
#include "test/support/running_server.hpp"

#include <boost/system/system_error.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace smokehouse::test {

/// How bytes are handed to the server.
enum class cut { none, each_byte };

/// Limits that a row of a table can exceed; nothing else is near them.
inline http::server_settings tight() {
  auto result = on_free_port();
  result.max_header_bytes = 512;
  result.max_body_bytes = 64;
  return result;
}

/// Answers `METHOD TARGET BODY`.
inline void echo_request(http::request req, http::reply to) {
  std::move(to).send(http::text(std::string{req.method_name()} + ' '
                                + std::string{req.target()} + ' '
                                + std::string{req.body()}));
}

/// Sends bytes on a new connection; what comes until the server closes it.
inline std::string exchange(std::uint16_t port, std::string_view bytes,
                            cut how) {
  raw_client client(port);
  client.socket().set_option(boost::asio::ip::tcp::no_delay(true));
  const auto step = how == cut::none ? bytes.size() : std::size_t{1};
  try {
    for (std::size_t i = 0; i < bytes.size(); i += step)
      client.send(bytes.substr(i, step));
  } catch (const boost::system::system_error&) {
    // It was closed before: what it said is there to be read.
  }
  return client.read_to_end();
}

/// How many answers a text begins.
inline std::size_t answers_in(std::string_view text) {
  constexpr std::string_view begin = "HTTP/1.1 ";
  std::size_t result = 0;
  for (auto at = text.find(begin); at != text.npos; at = text.find(begin, at)) {
    at += begin.size();
    // An error's text may speak of the version, too.
    result += text.substr(at, 1).find_first_of("12345") == 0;
  }
  return result;
}

} // namespace smokehouse::test
