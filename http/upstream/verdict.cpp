#include "http/upstream/verdict.hpp"

#include "http/error.hpp"

namespace smokehouse::http::upstream {

namespace {

using verdict = circuit_breaker::verdict;

verdict verdict_of(error e) noexcept {
  switch (e) {
  case error::name_not_resolved:
  case error::connect_refused:
  case error::connect_failed:
  case error::connect_timeout:
  case error::certificate_refused:
  case error::tls_failed:
  case error::request_timeout:
  case error::connection_closed:
  case error::bad_response:
  case error::body_too_large:
    return verdict::failed;
  case error::bad_url:
  case error::bad_scheme:
  case error::no_host:
  case error::has_userinfo:
  case error::bad_port:
  case error::has_fragment:
  case error::bad_request:
  case error::pool_full:
  case error::client_closed:
  case error::circuit_open:
    return verdict::nothing;
  }
  return verdict::nothing;
}

} // namespace

bool is_trouble(unsigned status) noexcept {
  return status == 500 || (status >= 502 && status <= 504);
}

verdict verdict_of(error_code ec, unsigned status) noexcept {
  if (!ec)
    return is_trouble(status) ? verdict::failed : verdict::fine;
  return ec.category() == error_category()
             ? verdict_of(static_cast<error>(ec.value()))
             : verdict::nothing;
}

} // namespace smokehouse::http::upstream
