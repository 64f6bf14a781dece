#pragma once

#include "app/access/login_cookie.hpp"
#include "app/access/secret.hpp"
#include "http/request.hpp"

#include <cstdint>
#include <optional>

namespace smokehouse::app::access {

/// Who gets through a gate that has no token.
enum class visitors : std::uint8_t {
  /// Clients on this machine.
  local,
  /// Whoever reaches the listener.
  any,
};

/// What a gate says to a request.
enum class verdict : std::uint8_t {
  allowed,
  /// It has to show the token, or a login. 401.
  unknown,
  /// It may not, whatever it shows. 403.
  forbidden,
};

/// Decides who may look inside. Any thread may ask.
class gate {
public:
  using clock = login_cookie::clock;

  /// @param token If set, everybody has to show it and nothing else counts.
  gate(visitors welcome, std::optional<secret> token);

  verdict judge(const http::request& request, clock::time_point now) const;

private:
  struct lock {
    secret token;
    login_cookie login;
  };

  visitors welcome_;
  std::optional<lock> lock_;
};

} // namespace smokehouse::app::access
