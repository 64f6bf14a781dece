#include "app/views/smoke.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::app::views;
using namespace std::chrono_literals;

TEST_CASE("the flavor that came is the one that is applied") {
  auto with = sauce_of({.value = "Famous Dave's"});
  CHECK(with.flavor == "Famous Dave's");
  CHECK_FALSE(with.replaced);
}

TEST_CASE("in place of a lost flavor there is Sweet Baby Ray's") {
  auto with = sauce_of({.reason = caf::sec::request_timeout});
  CHECK(with.flavor == "Sweet Baby Ray's");
  CHECK(with.replaced);
}

TEST_CASE("the same flavor, if it came, is not in place of another") {
  CHECK_FALSE(sauce_of({.value = everybodys_flavor}).replaced);
}

TEST_CASE("a flavor is given up before the time of its request is over") {
  CHECK(patience_for_flavor(10s) == 9s);
  CHECK(patience_for_flavor(1ms) == 900us);
  CHECK(patience_for_flavor(1ns) == 1ns);
}
