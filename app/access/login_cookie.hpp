#pragma once

#include "app/access/secret.hpp"
#include "http/request.hpp"

#include <chrono>
#include <string>

namespace smokehouse::app::access {

/// What a browser shows in the token's place once somebody has logged in: when
/// the login ends, signed. Nothing is kept for it here, so it outlives a
/// restart, and a new token ends all logins.
class login_cookie {
public:
  using clock = std::chrono::system_clock;

  /// How long a login lasts.
  static constexpr std::chrono::hours lifetime{12};

  explicit login_cookie(const secret& key) : key_(key) {
    // nop
  }

  /// The value of `Set-Cookie` for a login that begins now. Scripts do not see
  /// the cookie, and requests that pages elsewhere cause do not carry it.
  /// @param secure It came over TLS: the cookie goes nowhere else.
  std::string begin(clock::time_point now, bool secure = false) const;

  /// The value of `Set-Cookie` that ends a login in its browser.
  static std::string end();

  /// Whether the request carries the cookie of a login that has not ended.
  bool in(const http::request& request, clock::time_point now) const;

private:
  secret key_;
};

} // namespace smokehouse::app::access
