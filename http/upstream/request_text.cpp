#include "http/upstream/request_text.hpp"

#include <algorithm>

namespace smokehouse::http::upstream {

namespace {

bool is_visible(unsigned char c) {
  return c > 0x20 && c < 0x7f;
}

/// A tab, or anything that is no control character (RFC 9110, 5.5).
bool is_field_content(unsigned char c) {
  return c == '\t' || (c >= 0x20 && c != 0x7f);
}

/// A `tchar` of RFC 9110, 5.6.2.
bool is_token(unsigned char c) {
  constexpr std::string_view separators = "\"(),/:;<=>?@[\\]{}";
  return is_visible(c)
         && separators.find(static_cast<char>(c)) == separators.npos;
}

bool is_sendable(const std::pair<std::string, std::string>& header) {
  const auto& [name, value] = header;
  return !name.empty() && std::ranges::all_of(name, is_token)
         && std::ranges::all_of(value, is_field_content);
}

} // namespace

boost::system::result<std::string>
request_text(const url& to, std::string_view suffix,
             const std::vector<std::pair<std::string, std::string>>& headers) {
  auto target = to.target(suffix);
  if (!target.starts_with('/') || !std::ranges::all_of(target, is_visible)
      || !std::ranges::all_of(headers, is_sendable))
    return make_error_code(error::bad_request);
  auto text = "GET " + target + " HTTP/1.1\r\nHost: " + to.authority()
              + "\r\nUser-Agent: smokehouse\r\nAccept: */*\r\n";
  for (const auto& [name, value] : headers)
    text.append(name).append(": ").append(value).append("\r\n");
  text += "\r\n";
  return text;
}

} // namespace smokehouse::http::upstream
