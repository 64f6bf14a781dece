#include "http/url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace smokehouse::http {

namespace {

constexpr std::uint16_t http_port = 80;
constexpr std::uint16_t https_port = 443;

std::uint16_t default_port(bool secure) {
  return secure ? https_port : http_port;
}

/// The port, 0 where there is none; nothing where it is out of range. (Boost
/// 1.81's own number takes 99999 for 34463.)
std::optional<std::uint16_t> port_of(const boost::urls::url_view& parts) {
  const std::string digits{parts.port()};
  if (digits.empty())
    return 0;
  std::uint16_t port = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, port);
  if (read.ec != std::errc{} || port == 0)
    return std::nullopt;
  return port;
}

error_code check(const boost::urls::url_view& parts) {
  using boost::urls::scheme;
  if (parts.scheme_id() != scheme::http && parts.scheme_id() != scheme::https)
    return error::bad_scheme;
  // Boost 1.81 takes what follows a port's colon for a path where it is none.
  const auto path = parts.encoded_path();
  if (!path.empty() && !path.starts_with('/'))
    return error::bad_url;
  if (parts.has_userinfo())
    return error::has_userinfo;
  if (parts.encoded_host().empty())
    return error::no_host;
  if (!port_of(parts))
    return error::bad_port;
  if (parts.has_fragment())
    return error::has_fragment;
  return {};
}

} // namespace

boost::system::result<url> url::parse(std::string_view text) {
  // Boost 1.81 asserts that a path without a "//" before it has a segment.
  if (!text.substr(std::min(text.find(':'), text.size())).starts_with("://"))
    return make_error_code(error::bad_url);
  auto parsed = boost::urls::parse_uri({text.data(), text.size()});
  if (!parsed)
    return make_error_code(error::bad_url);
  if (auto ec = check(*parsed))
    return ec;
  boost::urls::url parts(*parsed);
  parts.normalize();
  url result;
  result.secure_ = parts.scheme_id() == boost::urls::scheme::https;
  result.host_ = parts.host_address();
  const auto named = port_of(parts).value_or(0);
  result.port_ = named != 0 ? named : default_port(result.secure_);
  result.authority_ = parts.encoded_host();
  if (result.port_ != default_port(result.secure_))
    result.authority_.append(":").append(std::to_string(result.port_));
  result.path_ = parts.encoded_path();
  if (result.path_.empty())
    result.path_ = "/";
  result.query_ = parts.encoded_query();
  return result;
}

std::string url::target() const {
  return query_.empty() ? path_ : path_ + "?" + query_;
}

std::string url::target(std::string_view suffix) const {
  if (suffix.empty())
    return target();
  auto base = path_;
  if (base.ends_with('/'))
    base.pop_back();
  return base.append(suffix);
}

std::string url::text() const {
  auto scheme = secure_ ? "https://" : "http://";
  return scheme + authority_ + target();
}

} // namespace smokehouse::http
