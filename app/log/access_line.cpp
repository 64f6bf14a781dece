#include "app/log/access_line.hpp"

#include <algorithm>

namespace smokehouse::app {

namespace {

bool is_plain(char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

std::string escape_or_dash(std::string_view text) {
  return text.empty() ? "-" : escape(text);
}

/// `127.0.0.1:60374`, `[::1]:60374`
std::string show_peer(const http::tcp::endpoint& peer) {
  auto address = peer.address().to_string();
  if (peer.address().is_v6())
    address = '[' + address + ']';
  return address + ':' + std::to_string(peer.port());
}

std::string show_status(const http::exchange& how) {
  if (how.outcome == http::outcome::cancelled)
    return "499 Client Closed Request";
  auto reason = http::beast::http::obsolete_reason(how.status);
  return std::to_string(static_cast<unsigned>(how.status)) + ' '
         + std::string{reason.data(), reason.size()};
}

/// `INFO:     127.0.0.1:60374 - "GET /async/ HTTP/1.1" 200 OK`
std::string uvicorn_line(const http::request& request,
                         const http::exchange& how) {
  std::string line;
  line.reserve(128);
  line.append("INFO:     ").append(show_peer(request.peer())).append(" - \"");
  line.append(escape_or_dash(request.method_name())).append(" ");
  line.append(escape_or_dash(request.target()));
  line.append(request.version() == 10 ? " HTTP/1.0\" " : " HTTP/1.1\" ");
  return line.append(show_status(how));
}

} // namespace

std::string escape(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_plain))
    return std::string{text};
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (is_plain(c))
      result += c;
    else
      result.append("\\x").append({digits[byte >> 4], digits[byte & 15]});
  }
  return result;
}

std::string access_line(log_format format, const http::request& request,
                        const http::exchange& how) {
  switch (format) {
  case log_format::uvicorn:
    return uvicorn_line(request, how);
  }
  return {};
}

} // namespace smokehouse::app
