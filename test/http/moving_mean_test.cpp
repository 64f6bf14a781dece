#include "http/moving_mean.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;
using namespace std::chrono_literals;

TEST_CASE("the mean of few is that of all") {
  moving_mean mean;
  CHECK(mean.get() == 0s);
  mean.add(1s);
  mean.add(2s);
  mean.add(6s);
  CHECK(mean.get() == 3s);
}

TEST_CASE("the mean of many follows the last ones") {
  moving_mean mean;
  for (int i = 0; i < 1000; ++i)
    mean.add(1s);
  for (int i = 0; i < 320; ++i)
    mean.add(3s);
  CHECK(mean.get() > 2990ms);
  CHECK(mean.get() <= 3s);
}

TEST_CASE("when to try again is told in whole seconds, an hour at most") {
  CHECK(retry_after(0s) == 1s);
  CHECK(retry_after(1ms) == 1s);
  CHECK(retry_after(1001ms) == 2s);
  CHECK(retry_after(48h) == 1h);
}
