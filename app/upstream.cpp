#include "app/upstream.hpp"

#include "actors/error.hpp"
#include "actors/runtime/failed.hpp"
#include "actors/runtime/work_context.hpp"
#include "actors/types.hpp"
#include "http/trace_context.hpp"

#include <boost/beast/http/status.hpp>

namespace smokehouse::app {

http::client_settings client_limits(const upstream_settings& settings,
                                    std::size_t clients) {
  http::client_settings result;
  result.connect_timeout = settings.connect_timeout;
  result.request_timeout = settings.request_timeout;
  result.max_connections = (settings.max_connections + clients - 1) / clients;
  return result;
}

void check(const http::client_response& answer) {
  if (answer.status_number() >= 400)
    throw actors::failed{caf::make_error(
        actors::error::upstream_failed,
        "the upstream answered " + std::to_string(answer.status_number()))};
}

http::get_options traced() {
  http::get_options result;
  if (auto request = actors::current_request())
    result.headers = http::continued_trace(*request);
  return result;
}

actors::task<> get(upstream from) {
  auto options = traced();
  auto answer = co_await from->get("", std::move(options));
  check(answer);
}

std::string response_line(const http::client_response& response) {
  auto number = std::to_string(response.status_number());
  auto reason = boost::beast::http::obsolete_reason(response.status());
  return "<Response [" + number + " " + std::string{reason} + "]>";
}

} // namespace smokehouse::app
