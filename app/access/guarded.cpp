#include "app/access/guarded.hpp"

#include "app/access/answers.hpp"
#include "app/access/origin.hpp"

#include <utility>

namespace smokehouse::app::access {

namespace {

bool changes_something(const http::request& request) {
  return request.method() != http::method::get
         && request.method() != http::method::head;
}

/// A person with a browser who asks for a page, not one of its scripts.
bool asks_for_page(const http::request& request) {
  return !changes_something(request) && request.path().starts_with("/admin")
         && request.header("Accept").find("text/html")
                != std::string_view::npos;
}

http::response forbidden(const http::request& request,
                         std::string_view detail) {
  return http::problem(http::status::forbidden, detail, request);
}

http::response stranger(const http::request& request) {
  return asks_for_page(request) ? see_other("/admin/login")
                                : unauthorized(request);
}

} // namespace

actors::plain_view guarded(gate who, actors::plain_view view) {
  return [who = std::move(who), view = same_origin_only(std::move(view))](
             const http::request& request) {
    switch (who.judge(request, gate::clock::now())) {
    case verdict::allowed:
      return view(request);
    case verdict::unknown:
      return stranger(request);
    case verdict::forbidden:
      break;
    }
    return forbidden(request, "This is shown to clients on the same machine "
                              "only, by its address or as localhost.");
  };
}

actors::plain_view same_origin_only(actors::plain_view view) {
  return [view = std::move(view)](const http::request& request) {
    if (changes_something(request) && !same_origin(request))
      return forbidden(request, "A page of another origin sent this.");
    return view(request);
  };
}

} // namespace smokehouse::app::access
