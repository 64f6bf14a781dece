#include "app/access/login_cookie.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace smokehouse::app::access {

namespace {

constexpr std::string_view name = "smokehouse-login";
constexpr std::string_view traits = "; Path=/; HttpOnly; SameSite=Strict";

std::int64_t seconds_of(login_cookie::clock::time_point when) {
  using namespace std::chrono;
  return floor<seconds>(when).time_since_epoch().count();
}

/// What the login's end is signed as, lest a signature serve for another use.
std::string statement(std::string_view end) {
  return "login until " + std::string{end};
}

/// The value of our cookie in a field `Cookie`, or nothing.
std::string_view value_in(std::string_view cookies) {
  while (!cookies.empty()) {
    auto one = cookies.substr(0, cookies.find(';'));
    cookies.remove_prefix(std::min(one.size() + 1, cookies.size()));
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
      return one.substr(name.size() + 1);
  }
  return {};
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t result = 0;
  auto* end = text.data() + text.size();
  auto [stop, error] = std::from_chars(text.data(), end, result);
  if (error != std::errc{} || stop != end)
    return std::nullopt;
  return result;
}

} // namespace

std::string login_cookie::begin(clock::time_point now, bool secure) const {
  auto end = std::to_string(seconds_of(now + lifetime));
  auto age = std::chrono::seconds{lifetime}.count();
  return std::string{name} + '=' + end + '.' + key_.sign(statement(end))
         + std::string{traits} + (secure ? "; Secure" : "")
         + "; Max-Age=" + std::to_string(age);
}

std::string login_cookie::end() {
  return std::string{name} + '=' + std::string{traits} + "; Max-Age=0";
}

bool login_cookie::in(const http::request& request,
                      clock::time_point now) const {
  auto value = value_in(request.header("Cookie"));
  auto dot = value.find('.');
  if (dot == value.npos)
    return false;
  auto end = value.substr(0, dot);
  if (!key_.signed_so(statement(end), value.substr(dot + 1)))
    return false;
  auto until = number(end);
  return until && seconds_of(now) < *until;
}

} // namespace smokehouse::app::access
