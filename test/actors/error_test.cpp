#include "actors/error.hpp"
#include "actors/error_response.hpp"
#include "actors/runtime/failed.hpp"
#include "actors/runtime/system_config.hpp"
#include "actors/types.hpp"
#include "http/error.hpp"
#include "http/request_builder.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <caf/sec.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;

namespace {

/// CAF looks an error's type up; each case may be the only one that runs.
struct known_types {
  known_types() {
    actors::register_message_types();
  }
};

template <class E>
caf::error thrown(E what) {
  return actors::to_error(std::make_exception_ptr(std::move(what)));
}

http::status answered(const caf::error& reason) {
  return actors::error_response(reason, http::request{}).status;
}

} // namespace

TEST_CASE_FIXTURE(known_types, "an exception of our own code is a bug: 500") {
  auto reason = thrown(std::runtime_error{"burnt"});
  CHECK(reason == actors::error::bug);
  CHECK(actors::is_defect(reason));
  CHECK(answered(reason) == http::status::internal_server_error);
  CHECK(thrown(42) == actors::error::bug);
}

TEST_CASE_FIXTURE(known_types,
                  "an upstream that is down is 502, one that is late 504") {
  using boost::system::system_error;
  auto down = thrown(system_error{http::error::connect_refused});
  auto late = thrown(system_error{http::error::request_timeout});
  CHECK(answered(down) == http::status::bad_gateway);
  CHECK(answered(late) == http::status::gateway_timeout);
  CHECK(!actors::is_defect(down));
}

TEST_CASE_FIXTURE(known_types,
                  "a full pool is 503 with Retry-After, and counted as shed") {
  auto response = actors::error_response(
      caf::make_error(actors::error::overloaded), http::request{});
  CHECK(response.status == http::status::service_unavailable);
  CHECK(response.shed);
  REQUIRE(response.headers.size() == 1);
  CHECK(response.headers[0].name == "Retry-After");
}

TEST_CASE_FIXTURE(known_types,
                  "an upstream that is not asked is 503, until its next try") {
  auto response = actors::error_response(
      actors::circuit_open(std::chrono::seconds{7}), http::request{});
  CHECK(response.status == http::status::service_unavailable);
  CHECK_FALSE(response.shed);
  REQUIRE(response.headers.size() == 1);
  CHECK(response.headers[0].name == "Retry-After");
  CHECK(response.headers[0].value == "7");
  using boost::system::system_error;
  auto reason = thrown(system_error{http::error::circuit_open});
  CHECK(reason == actors::error::circuit_open);
  CHECK(!actors::is_defect(reason));
}

TEST_CASE_FIXTURE(known_types, "a view that ended before it answered is 503") {
  CHECK(answered(caf::sec::request_receiver_down)
        == http::status::service_unavailable);
  CHECK(answered(caf::sec::broken_promise)
        == http::status::service_unavailable);
}

TEST_CASE_FIXTURE(known_types, "what an actor answered stays what it is") {
  auto reason = caf::make_error(caf::sec::invalid_argument);
  CHECK(thrown(actors::failed{reason}) == caf::sec::invalid_argument);
}

TEST_CASE_FIXTURE(known_types, "an error's name can be read back") {
  using actors::error;
  for (auto code :
       {error::bug, error::overloaded, error::unavailable,
        error::upstream_failed, error::upstream_late, error::circuit_open}) {
    error read{};
    CHECK(from_string(to_string(code), read));
    CHECK(read == code);
    CHECK(from_integer(static_cast<std::uint8_t>(code), read));
  }
}
