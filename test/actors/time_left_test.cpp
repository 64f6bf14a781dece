#include "actors/time_left.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

caf::timespan left_until(http::time_point deadline) {
  return actors::time_left(http::request_builder{}.deadline(deadline).build());
}

} // namespace

TEST_CASE("a view may wait until its request's deadline") {
  auto left = left_until(http::clock::now() + 30s);
  CHECK(left <= 30s);
  CHECK(left > 20s); // the test itself takes a moment
}

TEST_CASE("who is late still gets a moment, for a wait needs a bound") {
  CHECK(left_until(http::clock::now() - 5s) == 1ms);
}

TEST_CASE("without a deadline the bound is an hour") {
  CHECK(left_until(http::time_point::max()) == 1h);
}
