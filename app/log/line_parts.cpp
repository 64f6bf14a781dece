#include "app/log/line_parts.hpp"

#include <spdlog/fmt/compile.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <iterator>

namespace smokehouse::app {

namespace {

bool is_plain(char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

} // namespace

void append_escaped(std::string& line, std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_plain)) {
    line += text;
    return;
  }
  for (char c : text)
    if (is_plain(c))
      line += c;
    else
      fmt::format_to(std::back_inserter(line), "\\x{:02x}",
                     static_cast<unsigned char>(c));
}

void append_escaped_or_dash(std::string& line, std::string_view text) {
  append_escaped(line, text.empty() ? "-" : text);
}

void append_peer(std::string& line, const http::tcp::endpoint& peer) {
  const auto out = std::back_inserter(line);
  const auto& address = peer.address();
  if (address.is_v6()) {
    fmt::format_to(out, "[{}]:{}", address.to_string(), peer.port());
    return;
  }
  const auto bytes = address.to_v4().to_bytes();
  fmt::format_to(out, FMT_COMPILE("{}.{}.{}.{}:{}"), bytes[0], bytes[1],
                 bytes[2], bytes[3], peer.port());
}

void append_request_line(std::string& line, const http::request& request) {
  append_escaped_or_dash(line, request.method_name());
  line += ' ';
  append_escaped_or_dash(line, request.target());
  line += request.version() == 10 ? " HTTP/1.0" : " HTTP/1.1";
}

unsigned status_of(const http::exchange& how) {
  return how.outcome == http::outcome::cancelled
             ? client_closed_request
             : static_cast<unsigned>(how.status);
}

} // namespace smokehouse::app
