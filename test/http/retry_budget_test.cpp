#include "http/retry_budget.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using smokehouse::http::retry_budget;
using smokehouse::http::time_point;

namespace {

constexpr time_point begin{1000min};

/// How many there are at that time, taken one by one.
int spent(retry_budget& budget, time_point now) {
  int result = 0;
  while (budget.spend(now))
    ++result;
  return result;
}

} // namespace

TEST_CASE("a tenth of the calls may be made once more") {
  retry_budget budget{{.share = 0.1, .per_second = 0}};
  CHECK(spent(budget, begin) == 0);
  for (int i = 0; i < 250; ++i)
    budget.earn();
  CHECK(spent(budget, begin) == 25);
}

TEST_CASE("each second brings some, and so does the begin") {
  retry_budget budget{{.share = 0, .per_second = 3}};
  CHECK(spent(budget, begin) == 3);
  CHECK(spent(budget, begin + 300ms) == 0);
  CHECK(spent(budget, begin + 1s) == 3);
  CHECK(spent(budget, begin + 3s) == 6);
}

TEST_CASE("what is saved has a bound") {
  retry_budget budget{{.share = 1, .per_second = 1000}};
  for (int i = 0; i < 1000; ++i)
    budget.earn();
  CHECK(spent(budget, begin) == retry_budget::most_saved);
  CHECK(spent(budget, begin + 1h) == retry_budget::most_saved);
}

TEST_CASE("with nothing earned no call is made once more") {
  retry_budget budget{{.share = 0, .per_second = 0}};
  budget.earn();
  CHECK(spent(budget, begin) == 0);
  CHECK(spent(budget, begin + 1h) == 0);
}
