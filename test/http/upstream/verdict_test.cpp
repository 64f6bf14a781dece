#include "http/error.hpp"
#include "http/upstream/verdict.hpp"

#include <boost/asio/error.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::http;
using verdict = circuit_breaker::verdict;
using upstream::verdict_of;

TEST_CASE("statuses of a server in trouble are failures, others are not") {
  for (unsigned status : {500, 502, 503, 504})
    CHECK(verdict_of({}, status) == verdict::failed);
  for (unsigned status : {200, 204, 301, 404, 429, 501, 505})
    CHECK(verdict_of({}, status) == verdict::fine);
}

TEST_CASE("an upstream that gives no usable answer has failed") {
  for (auto e : {error::name_not_resolved, error::connect_refused,
                 error::connect_timeout, error::certificate_refused,
                 error::request_timeout, error::connection_closed,
                 error::bad_response, error::body_too_large})
    CHECK(verdict_of(e, 0) == verdict::failed);
}

TEST_CASE("what is the client's own affair says nothing of the upstream") {
  for (auto e : {error::pool_full, error::client_closed, error::circuit_open})
    CHECK(verdict_of(e, 0) == verdict::nothing);
  CHECK(verdict_of(boost::asio::error::operation_aborted, 0)
        == verdict::nothing);
}
