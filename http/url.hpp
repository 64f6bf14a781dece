#pragma once

#include "http/error.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace smokehouse::http {

/// Where an upstream is: an absolute `http` or `https` URL, checked and taken
/// apart once. A cheap immutable value.
class url {
public:
  /// Reads an absolute URL; a query is allowed, user names and fragments are
  /// not. Errors: `bad_url`, `bad_scheme`, `no_host`, `has_userinfo`,
  /// `bad_port`, `has_fragment`.
  static boost::system::result<url> parse(std::string_view text);

  /// Whether the scheme is `https`.
  bool secure() const noexcept {
    return secure_;
  }

  /// The host's name in lower case, or its address without brackets.
  const std::string& host() const noexcept {
    return host_;
  }

  /// The port; 80 or 443 where the URL names none.
  std::uint16_t port() const noexcept {
    return port_;
  }

  /// The value of `Host`: with brackets where the host is an IPv6 address, and
  /// without the port where it is the scheme's default.
  const std::string& authority() const noexcept {
    return authority_;
  }

  /// The encoded path; `/` where the URL has none.
  const std::string& path() const noexcept {
    return path_;
  }

  /// What a request for exactly this URL asks for: path and query.
  std::string target() const;

  /// What a request for `suffix` (which begins with `/`) below this URL asks
  /// for; an empty `suffix` is this URL itself.
  std::string target(std::string_view suffix) const;

  /// The URL as text, in its normal form.
  std::string text() const;

private:
  url() = default;

  bool secure_ = false;
  std::uint16_t port_ = 80;
  std::string host_;
  std::string authority_;
  std::string path_;
  std::string query_;
};

} // namespace smokehouse::http
