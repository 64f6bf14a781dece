#include "app/access/gate.hpp"

#include "app/access/origin.hpp"
#include "http/iequals.hpp"

#include <algorithm>
#include <string_view>

namespace smokehouse::app::access {

namespace {

/// The token of `Authorization: Bearer TOKEN`, or nothing.
std::string_view bearer_token(const http::request& request) {
  constexpr std::string_view scheme = "Bearer ";
  auto text = request.header("Authorization");
  if (!http::iequals(text.substr(0, scheme.size()), scheme))
    return {};
  text.remove_prefix(
      std::min(text.find_first_not_of(' ', scheme.size()), text.size()));
  return text;
}

} // namespace

gate::gate(visitors welcome, std::optional<secret> token) : welcome_(welcome) {
  if (token)
    lock_.emplace(lock{*token, login_cookie{*token}});
}

verdict gate::judge(const http::request& request, clock::time_point now) const {
  if (lock_)
    return lock_->token.is(bearer_token(request))
                   || lock_->login.in(request, now)
               ? verdict::allowed
               : verdict::unknown;
  auto local = is_local(request);
  if (!local && welcome_ == visitors::local)
    return verdict::forbidden;
  return local && by_public_name(request) ? verdict::forbidden
                                          : verdict::allowed;
}

} // namespace smokehouse::app::access
