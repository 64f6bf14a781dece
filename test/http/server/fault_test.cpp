#include "http/server/fault.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;

TEST_CASE("every fault is the client's, or something not done here") {
  CHECK(status_of(request_fault::malformed) == status::bad_request);
  CHECK(status_of(request_fault::tls_expected) == status::bad_request);
  CHECK(status_of(request_fault::timed_out) == status::request_timeout);
  CHECK(status_of(request_fault::body_too_large) == status::payload_too_large);
  CHECK(status_of(request_fault::target_too_long) == status::uri_too_long);
  CHECK(status_of(request_fault::expectation_failed)
        == status::expectation_failed);
  CHECK(status_of(request_fault::header_too_large)
        == status::request_header_fields_too_large);
  CHECK(status_of(request_fault::not_implemented) == status::not_implemented);
  CHECK(status_of(request_fault::version_not_supported)
        == status::http_version_not_supported);
}

TEST_CASE("every fault has a sentence") {
  for (int i = 0; i <= 8; ++i)
    CHECK_FALSE(describe(static_cast<request_fault>(i)).empty());
}

TEST_CASE("the parser's limits are told apart from its complaints") {
  using beast::http::error;
  CHECK(fault_of(error::header_limit) == request_fault::header_too_large);
  CHECK(fault_of(error::body_limit) == request_fault::body_too_large);
  CHECK(fault_of(error::bad_version) == request_fault::version_not_supported);
  CHECK(fault_of(error::bad_field) == request_fault::malformed);
}
