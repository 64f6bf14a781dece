#include "actors/error_response.hpp"

#include "actors/types.hpp"

#include <caf/sec.hpp>

namespace smokehouse::actors {

namespace {

/// CAF's own errors in our words.
error code_of(const caf::error& reason) {
  if (reason.category() == caf::type_id_v<error>)
    return static_cast<error>(reason.code());
  if (reason == caf::sec::request_timeout)
    return error::upstream_late;
  if (reason == caf::sec::request_receiver_down
      || reason == caf::sec::broken_promise)
    return error::unavailable;
  return error::bug;
}

std::string_view detail_of(error code) {
  switch (code) {
  case error::bug:
    return "The service failed on this request.";
  case error::overloaded:
    return "The service has no capacity left for this request.";
  case error::unavailable:
    return "The view behind this path is not available right now.";
  case error::upstream_failed:
    return "The upstream did not give a usable answer.";
  case error::upstream_late:
    return "The answer was not there in time.";
  case error::circuit_open:
    return "The upstream failed too often and is not asked for a while.";
  }
  return {};
}

} // namespace

http::status status_of(error code) {
  switch (code) {
  case error::bug:
    return http::status::internal_server_error;
  case error::overloaded:
  case error::unavailable:
  case error::circuit_open:
    return http::status::service_unavailable;
  case error::upstream_failed:
    return http::status::bad_gateway;
  case error::upstream_late:
    return http::status::gateway_timeout;
  }
  return http::status::internal_server_error;
}

bool is_defect(const caf::error& reason) {
  return code_of(reason) == error::bug;
}

http::response error_response(const caf::error& reason,
                              const http::request& request) {
  auto code = code_of(reason);
  auto result = http::problem(status_of(code), detail_of(code), request);
  if (result.status == http::status::service_unavailable)
    result.headers.push_back(
        {"Retry-After", std::to_string(retry_after(reason).count())});
  result.shed = code == error::overloaded;
  return result;
}

http::response not_found(const http::request& request) {
  return http::problem(http::status::not_found, "There is nothing here.",
                       request);
}

http::response not_allowed(const http::request& request,
                           const std::string& allow) {
  auto result =
      http::problem(http::status::method_not_allowed,
                    "This path does not answer that method.", request);
  result.headers.push_back({"Allow", allow});
  return result;
}

} // namespace smokehouse::actors
