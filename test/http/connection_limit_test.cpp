#include "http/connection_limit.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;
using namespace std::chrono_literals;

TEST_CASE("no more connections than the limit, and each place is given back") {
  connection_limit limit{2};
  CHECK(limit.enter());
  CHECK(limit.enter());
  CHECK_FALSE(limit.enter());
  CHECK_FALSE(limit.enter());
  limit.leave(1s);
  CHECK(limit.enter());
  CHECK_FALSE(limit.enter());
}

TEST_CASE("who is refused hears how long connections were open of late") {
  connection_limit limit{1};
  CHECK(limit.enter());
  limit.leave(5s);
  CHECK(limit.enter());
  CHECK_FALSE(limit.enter());
  CHECK(limit.drain_time() >= 5s);
}
