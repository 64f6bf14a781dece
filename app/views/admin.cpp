#include "app/views/admin.hpp"

#include "app/admin_assets.hpp"

namespace smokehouse::app::views {

namespace {

constexpr std::string_view root = "/admin/";

/// Nothing from elsewhere, nothing inline, and nobody may frame it.
constexpr auto policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

http::response redirect() {
  http::response result;
  result.status = http::status::permanent_redirect;
  result.headers.push_back({"Location", std::string{root}});
  return result;
}

/// Whether the client has that content: the field may list several tags.
bool has(const http::request& request, const std::string& etag) {
  auto known = request.header("If-None-Match");
  return known.find(etag) != known.npos || known == "*";
}

} // namespace

http::response admin(const http::request& request) {
  auto path = request.path();
  if (!path.starts_with(root))
    return redirect();
  const auto* asset = find_admin_asset(path.substr(root.size()));
  if (!asset)
    return http::problem(http::status::not_found, "There is nothing here.",
                         request);
  http::response result;
  result.content_type = asset->media_type;
  result.headers = {{"Cache-Control", "no-cache"},
                    {"ETag", asset->etag},
                    {"Content-Security-Policy", policy},
                    {"X-Content-Type-Options", "nosniff"},
                    {"Referrer-Policy", "no-referrer"}};
  if (has(request, asset->etag))
    result.status = http::status::not_modified;
  else
    result.fixed_body = asset->content;
  return result;
}

} // namespace smokehouse::app::views
