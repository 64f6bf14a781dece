#include "http/error.hpp"

namespace smokehouse::http {

namespace {

const char* text_of(error e) {
  switch (e) {
  case error::bad_url:
    return "not a URL";
  case error::bad_scheme:
    return "the scheme is neither http nor https";
  case error::no_host:
    return "the URL names no host";
  case error::has_userinfo:
    return "the URL holds a user name or a password";
  case error::bad_port:
    return "the port is not within 1 to 65535";
  case error::has_fragment:
    return "the URL has a fragment";
  case error::bad_request:
    return "a target or header with characters that may not travel";
  case error::name_not_resolved:
    return "host name not resolved";
  case error::connect_refused:
    return "connection refused";
  case error::connect_failed:
    return "cannot connect";
  case error::connect_timeout:
    return "no connection in time";
  case error::certificate_refused:
    return "certificate not trusted for this host";
  case error::tls_failed:
    return "TLS handshake failed";
  case error::request_timeout:
    return "no answer in time";
  case error::connection_closed:
    return "connection closed before the answer was complete";
  case error::bad_response:
    return "the answer is not valid HTTP";
  case error::body_too_large:
    return "the answer's body is too large";
  case error::pool_full:
    return "all connections busy and the waiting line full";
  case error::client_closed:
    return "the client was closed";
  }
  return "unknown error";
}

class category final : public boost::system::error_category {
public:
  const char* name() const noexcept override {
    return "smokehouse.http";
  }

  std::string message(int value) const override {
    return text_of(static_cast<error>(value));
  }
};

} // namespace

const boost::system::error_category& error_category() noexcept {
  static const category instance;
  return instance;
}

error_code make_error_code(error e) noexcept {
  return {static_cast<int>(e), error_category()};
}

} // namespace smokehouse::http
