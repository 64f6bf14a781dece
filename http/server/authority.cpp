#include "http/server/authority.hpp"

#include "http/iequals.hpp"

#include <algorithm>
#include <array>

namespace smokehouse::http {

namespace {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

// What names and addresses are made of (RFC 3986, 3.2.2), but for the comma.
constexpr bool is_host_char(char c) noexcept {
  constexpr std::string_view marks = "-._~%!$&'()*+;=";
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
         || marks.find(c) != std::string_view::npos;
}

constexpr auto host_chars = [] {
  std::array<bool, 256> result{};
  for (int c = 0; c < 256; ++c)
    result[static_cast<std::size_t>(c)] = is_host_char(static_cast<char>(c));
  return result;
}();

// Of IPv6, as far as its characters tell.
bool is_bracketed_address(std::string_view text) noexcept {
  return text.size() > 2 && text.front() == '[' && text.back() == ']'
         && text.find(':') != text.npos
         && text.substr(1, text.size() - 2)
                    .find_first_not_of("0123456789abcdefABCDEF:.")
                == text.npos;
}

bool is_host(std::string_view text) noexcept {
  return std::all_of(
             text.begin(), text.end(),
             [](char c) { return host_chars[static_cast<unsigned char>(c)]; })
         || is_bracketed_address(text);
}

// Where the colon of the port is, else the end; a colon within brackets is
// part of an address.
std::size_t end_of_host(std::string_view text) noexcept {
  const auto colon = text.rfind(':');
  const auto bracket = text.rfind(']');
  const bool has_port =
      colon != text.npos && (bracket == text.npos || colon > bracket);
  return has_port ? colon : text.size();
}

std::string_view without_port(std::string_view text,
                              std::string_view port) noexcept {
  const auto end = end_of_host(text);
  const auto own = text.substr(end);
  return own == port || own == ":" ? text.substr(0, end) : text;
}

bool starts_with_scheme(std::string_view target,
                        std::string_view scheme) noexcept {
  return iequals(target.substr(0, scheme.size()), scheme);
}

} // namespace

bool is_authority(std::string_view text) noexcept {
  const auto end = end_of_host(text);
  const auto host = text.substr(0, end);
  const auto port = text.substr(std::min(end + 1, text.size()));
  return (end == text.size() || end > 0) && is_host(host)
         && std::all_of(port.begin(), port.end(), is_digit);
}

bool is_target(http::method asked, std::string_view target,
               std::optional<std::string_view> host) noexcept {
  if (target.starts_with('/'))
    return true;
  if (target == "*")
    return asked == http::method::options;
  const bool secure = starts_with_scheme(target, "https://");
  if (!secure && !starts_with_scheme(target, "http://"))
    return false;
  const auto rest = target.substr(target.find("//") + 2);
  const auto named = rest.substr(0, rest.find_first_of("/?"));
  if (named.empty() || !is_authority(named))
    return false;
  const std::string_view port = secure ? ":443" : ":80";
  return !host || iequals(without_port(named, port), without_port(*host, port));
}

} // namespace smokehouse::http
