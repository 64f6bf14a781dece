#include "app/settings/text_checks.hpp"

#include "app/settings/render.hpp"
#include "http/url.hpp"

#include <algorithm>
#include <arpa/inet.h>

namespace smokehouse::app {

std::string check_printable(const std::string& text) {
  auto control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  if (text.empty())
    return "the text is empty";
  if (std::any_of(text.begin(), text.end(), control))
    return render_text(text) + " has control characters";
  return {};
}

std::string check_ip_address(const std::string& text) {
  in6_addr ignored;
  if (inet_pton(AF_INET, text.c_str(), &ignored) == 1
      || inet_pton(AF_INET6, text.c_str(), &ignored) == 1)
    return {};
  return render_text(text) + " is not an IPv4 or IPv6 address";
}

std::string check_ip_address_or_none(const std::string& text) {
  return text.empty() ? "" : check_ip_address(text);
}

std::string check_path_or_none(const std::string& text) {
  return text.empty() ? "" : check_printable(text);
}

std::string check_upstream_url(const std::string& text) {
  if (text == "embedded")
    return {};
  auto parsed = http::url::parse(text);
  if (parsed)
    return {};
  return render_text(text)
         + " is not \"embedded\", and not a URL: " + parsed.error().message();
}

} // namespace smokehouse::app
