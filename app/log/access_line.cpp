#include "app/log/access_line.hpp"

#include <spdlog/fmt/compile.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <iterator>

namespace smokehouse::app {

namespace {

bool is_plain(char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

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

/// `127.0.0.1:60374`, `[::1]:60374`
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

void append_status(std::string& line, const http::exchange& how) {
  if (how.outcome == http::outcome::cancelled) {
    line += "499 Client Closed Request";
    return;
  }
  const auto reason = http::beast::http::obsolete_reason(how.status);
  fmt::format_to(std::back_inserter(line), FMT_COMPILE("{} {}"),
                 static_cast<unsigned>(how.status),
                 std::string_view{reason.data(), reason.size()});
}

/// `INFO:     127.0.0.1:60374 - "GET /async/ HTTP/1.1" 200 OK`
void append_uvicorn(std::string& line, const http::request& request,
                    const http::exchange& how) {
  line += "INFO:     ";
  append_peer(line, request.peer());
  line += " - \"";
  append_escaped_or_dash(line, request.method_name());
  line += ' ';
  append_escaped_or_dash(line, request.target());
  line += request.version() == 10 ? " HTTP/1.0\" " : " HTTP/1.1\" ";
  append_status(line, how);
}

} // namespace

std::string escape(std::string_view text) {
  std::string result;
  append_escaped(result, text);
  return result;
}

std::string access_line(log_format format, const http::request& request,
                        const http::exchange& how) {
  std::string line;
  line.reserve(128);
  switch (format) {
  case log_format::uvicorn:
    append_uvicorn(line, request, how);
  }
  return line;
}

} // namespace smokehouse::app
