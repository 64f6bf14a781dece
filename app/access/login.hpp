#pragma once

#include "app/access/login_cookie.hpp"
#include "app/access/secret.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace smokehouse::app::access {

/// `/admin/login`. GET shows a form for the token, which needs no script, or
/// to whom is logged in a button to log out. POST with the right `token` sets
/// the cookie and goes on to `/admin/`; with another one it shows the form
/// again, as a 401.
http::response login(const http::request& request, const secret& token);

/// POST `/admin/logout`: takes the cookie away and goes on to the login.
http::response logout(const http::request& request);

} // namespace smokehouse::app::access
