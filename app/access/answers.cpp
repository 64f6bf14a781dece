#include "app/access/answers.hpp"

#include <utility>

namespace smokehouse::app::access {

http::response see_other(std::string path) {
  http::response result;
  result.status = http::status::see_other;
  result.headers = {{"Location", std::move(path)},
                    {"Cache-Control", "no-store"}};
  return result;
}

http::response unauthorized(const http::request& request) {
  auto result =
      http::problem(http::status::unauthorized,
                    "This takes the token: Authorization: Bearer TOKEN, or a "
                    "login at /admin/login.",
                    request);
  ask_for_token(result);
  return result;
}

void ask_for_token(http::response& answer) {
  answer.status = http::status::unauthorized;
  answer.headers.push_back({"WWW-Authenticate", "Bearer realm=\"smokehouse\""});
}

} // namespace smokehouse::app::access
