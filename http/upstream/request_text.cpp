#include "http/upstream/request_text.hpp"

#include "http/characters.hpp"

#include <algorithm>

namespace smokehouse::http::upstream {

namespace {

bool is_visible(unsigned char c) {
  return c > 0x20 && c < 0x7f;
}

bool is_sendable(const std::pair<std::string, std::string>& header) {
  const auto& [name, value] = header;
  return !name.empty() && std::ranges::all_of(name, is_token_char)
         && std::ranges::all_of(value, is_field_char);
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
