#include "app/upstream.hpp"

#include "actors/error.hpp"
#include "actors/runtime/failed.hpp"
#include "actors/runtime/work_context.hpp"
#include "actors/types.hpp"
#include "http/error.hpp"
#include "http/moving_mean.hpp"
#include "http/trace_context.hpp"

#include <boost/beast/http/status.hpp>
#include <boost/system/system_error.hpp>

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

void rethrow(const http::circuit_breaker* breaker) {
  try {
    throw;
  } catch (const boost::system::system_error& e) {
    if (!breaker || e.code() != http::error::circuit_open)
      throw;
    auto rest = http::retry_after(breaker->rest(http::clock::now()));
    throw actors::failed{actors::circuit_open(rest)};
  }
}

void rethrow(const http::client& from) {
  try {
    rethrow(from.breaker().get());
  } catch (const boost::system::system_error& e) {
    if (e.code() != http::error::pool_full)
      throw;
    auto line = http::retry_after(from.time_to_drain());
    throw actors::failed{actors::overloaded(line)};
  }
}

actors::task<> get(upstream from) {
  try {
    auto asked = from->get("", traced());
    check(co_await std::move(asked));
  } catch (...) {
    rethrow(*from);
  }
}

std::string response_line(const http::client_response& response) {
  auto number = std::to_string(response.status_number());
  auto reason = boost::beast::http::obsolete_reason(response.status());
  return "<Response [" + number + " " + std::string{reason} + "]>";
}

} // namespace smokehouse::app
