#include "http/upstream/pace.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;
using namespace std::chrono_literals;
using smokehouse::http::upstream::pace;

namespace {

constexpr time_point start{1h};

} // namespace

TEST_CASE("a line moves as fast as places are left") {
  pace line(4, 1min);
  CHECK(line.until_served(8) == 0s);
  line.left(2s);
  line.left(4s);
  CHECK(line.until_served(8) == 6s);
  CHECK(line.when_full(8, start) == 6s);
  CHECK(line.until_served(0) == 0s);
}

TEST_CASE("a line from which nobody is served takes longer and longer") {
  pace line(2, 1min);
  CHECK(line.when_full(4, start) == 0s);
  CHECK(line.when_full(4, start + 3s) == 6s);
  line.left(1s);
  CHECK(line.when_full(4, start + 1h) == 2s);
}

TEST_CASE("no line takes longer than anybody is in it") {
  pace line(1, 10s);
  line.when_full(5, start);
  CHECK(line.when_full(100'000, start + 24h * 365) == 10s);
  line.left(3s);
  CHECK(line.until_served(5) == 10s);
}
