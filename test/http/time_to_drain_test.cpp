#include "http/time_to_drain.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;
using namespace std::chrono_literals;

namespace {

constexpr time_point start{1h};

} // namespace

TEST_CASE("who finds no place hears how long others took of late") {
  time_to_drain places;
  places.done(2s);
  places.done(4s);
  CHECK(places.when_full(start) == 3s);
}

TEST_CASE("before anybody is done the time that nobody was is told") {
  time_to_drain places;
  CHECK(places.when_full(start) == 0s);
  CHECK(places.when_full(start + 3s) == 3s);
  CHECK(places.when_full(start + 7s) == 7s);
}

TEST_CASE("those who are slower than the ones before are noticed") {
  time_to_drain places;
  places.done(1s);
  CHECK(places.when_full(start) == 1s);
  CHECK(places.when_full(start + 5s) == 5s);
  places.done(1s);
  CHECK(places.when_full(start + 6s) == 1s);
}

TEST_CASE("a time in which nobody was refused does not count") {
  time_to_drain places;
  CHECK(places.when_full(start) == 0s);
  places.done(1s);
  CHECK(places.when_full(start + 1h) == 1s);
}
