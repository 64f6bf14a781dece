#include "http/error.hpp"

namespace smokehouse::http {

namespace {

/// What an error is called, and what it says.
struct words {
  std::string_view name;
  const char* text;
};

words words_of(error e) {
  switch (e) {
  case error::bad_url:
    return {"bad_url", "not a URL"};
  case error::bad_scheme:
    return {"bad_scheme", "the scheme is neither http nor https"};
  case error::no_host:
    return {"no_host", "the URL names no host"};
  case error::has_userinfo:
    return {"has_userinfo", "the URL holds a user name or a password"};
  case error::bad_port:
    return {"bad_port", "the port is not within 1 to 65535"};
  case error::has_fragment:
    return {"has_fragment", "the URL has a fragment"};
  case error::bad_request:
    return {"bad_request",
            "a target or header with characters that may not travel"};
  case error::name_not_resolved:
    return {"name_not_resolved", "host name not resolved"};
  case error::connect_refused:
    return {"connect_refused", "connection refused"};
  case error::connect_failed:
    return {"connect_failed", "cannot connect"};
  case error::connect_timeout:
    return {"connect_timeout", "no connection in time"};
  case error::certificate_refused:
    return {"certificate_refused", "certificate not trusted for this host"};
  case error::tls_failed:
    return {"tls_failed", "TLS handshake failed"};
  case error::request_timeout:
    return {"request_timeout", "no answer in time"};
  case error::connection_closed:
    return {"connection_closed",
            "connection closed before the answer was complete"};
  case error::bad_response:
    return {"bad_response", "the answer is not valid HTTP"};
  case error::body_too_large:
    return {"body_too_large", "the answer's body is too large"};
  case error::pool_full:
    return {"pool_full", "all connections busy and the waiting line full"};
  case error::client_closed:
    return {"client_closed", "the client was closed"};
  case error::circuit_open:
    return {"circuit_open", "failed too often and is not asked for a while"};
  }
  return {"unknown", "unknown error"};
}

class category final : public boost::system::error_category {
public:
  const char* name() const noexcept override {
    return "smokehouse.http";
  }

  std::string message(int value) const override {
    return words_of(static_cast<error>(value)).text;
  }
};

} // namespace

std::string_view name_of(error e) noexcept {
  return words_of(e).name;
}

const boost::system::error_category& error_category() noexcept {
  static const category instance;
  return instance;
}

error_code make_error_code(error e) noexcept {
  return {static_cast<int>(e), error_category()};
}

} // namespace smokehouse::http
