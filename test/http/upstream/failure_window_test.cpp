#include "http/upstream/failure_window.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using smokehouse::http::time_point;
using smokehouse::http::upstream::failure_window;

namespace {

// On no border of a slot.
constexpr time_point begin{1000min + 1ms};

} // namespace

TEST_CASE("without calls nothing fails") {
  CHECK(failure_window{10s}.at(begin).calls == 0);
  CHECK(failure_window{10s}.at(begin).rate() == 0);
}

TEST_CASE("calls and failures of a window are counted together") {
  failure_window window{10s};
  for (int i = 0; i < 8; ++i)
    window.add(i < 2, begin + i * 1s);
  CHECK(window.at(begin + 8s).calls == 8);
  CHECK(window.at(begin + 8s).failed == 2);
  CHECK(window.at(begin + 8s).rate() == doctest::Approx(0.25));
}

TEST_CASE("what is older than the window does not count any more") {
  failure_window window{10s};
  window.add(true, begin);
  window.add(false, begin + 5s);
  CHECK(window.at(begin + 9s).calls == 2);
  CHECK(window.at(begin + 10s).calls == 1);
  CHECK(window.at(begin + 10s).failed == 0);
  CHECK(window.at(begin + 15s).calls == 0);
}

TEST_CASE("a place that is used again forgets what was there") {
  failure_window window{10s};
  for (int i = 0; i < 1000; ++i)
    window.add(true, begin + i * 1s);
  CHECK(window.at(begin + 999s).calls == 10);
}

TEST_CASE("a window that was cleared is as new") {
  failure_window window{10s};
  window.add(true, begin);
  window.clear();
  CHECK(window.at(begin).calls == 0);
}

TEST_CASE("a window may be shorter than the clock can tell") {
  failure_window window{1ns};
  window.add(true, begin);
  CHECK(window.at(begin).failed == 1);
  CHECK(window.at(begin + 1s).failed == 0);
}
