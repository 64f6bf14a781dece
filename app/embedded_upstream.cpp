#include "app/embedded_upstream.hpp"

#include "http/media_type.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>

namespace smokehouse::app {

namespace {

http::server_settings on_loopback() {
  http::server_settings result;
  result.address = "127.0.0.1";
  result.port = 0;
  // The service itself is the only client: its pools bound the number.
  result.max_connections = 1'000'000;
  return result;
}

http::response page() {
  auto result = http::text("<!DOCTYPE html><title>upstream</title>"
                           "<p>The embedded upstream of Smokehouse.</p>\n");
  result.content_type = http::media_type::html;
  return result;
}

http::response echo(const http::request& request) {
  boost::json::object headers;
  for (const auto& [name, value] : request.headers())
    headers[name] = value;
  boost::json::object result;
  result["method"] = request.method_name();
  result["url"] = request.target();
  result["headers"] = std::move(headers);
  return http::json(boost::json::serialize(result));
}

http::response status(std::string_view number, const http::request& request) {
  unsigned code = 0;
  auto* end = number.data() + number.size();
  auto [stop, error] = std::from_chars(number.data(), end, code);
  if (error != std::errc{} || stop != end || code < 200 || code > 599)
    return http::problem(http::status::bad_request, "No such status.", request);
  http::response result;
  result.status = static_cast<http::status>(code);
  return result;
}

http::response answer(const http::request& request) {
  constexpr std::string_view status_prefix = "/status/";
  auto path = request.path();
  if (path == "/")
    return page();
  if (path == "/get")
    return echo(request);
  if (path.starts_with(status_prefix))
    return status(path.substr(status_prefix.size()), request);
  return http::problem(http::status::not_found, "There is nothing here.",
                       request);
}

} // namespace

embedded_upstream::embedded_upstream()
    : server_(on_loopback(), [](http::request request, http::reply reply) {
        std::move(reply).send(answer(request));
      }) {}

std::string embedded_upstream::url() const {
  return "http://127.0.0.1:" + std::to_string(server_.port()) + "/";
}

} // namespace smokehouse::app
