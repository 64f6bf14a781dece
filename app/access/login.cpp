#include "app/access/login.hpp"

#include "app/access/answers.hpp"
#include "app/access/posted.hpp"
#include "http/media_type.hpp"

#include <string>
#include <string_view>

namespace smokehouse::app::access {

namespace {

constexpr std::string_view page_begin = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Smokehouse: log in</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 15vh auto 0; max-width: 24rem; padding: 0 1rem; }
input, button { box-sizing: border-box; font: inherit; margin: .25rem 0 1rem;
                padding: .5rem .75rem; width: 100%; }
</style>
</head>
<body>
<main>
<h1>Smokehouse</h1>
)";

constexpr std::string_view wrong_token =
    "<p role=\"alert\"><strong>That is not the token.</strong></p>\n";

constexpr std::string_view form = R"(<form method="post" action="/admin/login">
<label for="token">Token, from the file that <code>admin.token-file</code>
names</label>
<input id="token" name="token" type="password" required autofocus
       autocomplete="current-password">
<button>Log in</button>
</form>
)";

constexpr std::string_view logged_in = R"(<p>You are logged in:
<a href="/admin/">look inside</a>.</p>
<form method="post" action="/admin/logout"><button>Log out</button></form>
)";

constexpr std::string_view page_end = "</main>\n</body>\n</html>\n";

http::response page(std::string_view before, std::string_view content) {
  std::string body;
  for (auto part : {page_begin, before, content, page_end})
    body += part;
  auto result = http::text(std::move(body));
  result.content_type = http::media_type::html;
  result.headers = {{"Cache-Control", "no-store"},
                    {"Content-Security-Policy",
                     "default-src 'none'; style-src 'unsafe-inline'; "
                     "form-action 'self'; frame-ancestors 'none'; "
                     "base-uri 'none'"},
                    {"Referrer-Policy", "same-origin"}};
  return result;
}

http::response show(const http::request& request, const login_cookie& cookie) {
  auto known = cookie.in(request, login_cookie::clock::now());
  return page("", known ? logged_in : form);
}

} // namespace

http::response login(const http::request& request, const secret& token) {
  login_cookie cookie{token};
  if (request.method() != http::method::post)
    return show(request, cookie);
  if (!token.is(posted(request, "token").value_or(""))) {
    auto result = page(wrong_token, form);
    ask_for_token(result);
    return result;
  }
  auto result = see_other("/admin/");
  result.headers.push_back(
      {"Set-Cookie",
       cookie.begin(login_cookie::clock::now(), request.secure())});
  return result;
}

http::response logout(const http::request&) {
  auto result = see_other("/admin/login");
  result.headers.push_back({"Set-Cookie", login_cookie::end()});
  return result;
}

} // namespace smokehouse::app::access
