#include "http/response.hpp"

#include <boost/beast/http/status.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace smokehouse::http {

response text(std::string body) {
  return {.content_type = media_type::text,
          .headers = {},
          .body = std::move(body),
          .stream = {}};
}

response json(std::string body) {
  return {.content_type = media_type::json,
          .headers = {},
          .body = std::move(body),
          .stream = {}};
}

response problem(status code, std::string_view detail, const request& req) {
  boost::json::object body{
      {"type", "about:blank"},
      {"title", std::string_view{beast::http::obsolete_reason(code)}},
      {"status", static_cast<unsigned>(code)},
      {"detail", detail},
      {"instance", req.path()},
      {"request_id", req.id()},
  };
  return {.status = code,
          .content_type = media_type::problem_json,
          .headers = {},
          .body = boost::json::serialize(body),
          .stream = {}};
}

} // namespace smokehouse::http
