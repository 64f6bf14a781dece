#include "actors/metrics/histogram_reading.hpp"
#include "actors/runtime/system_config.hpp"

#include <doctest/doctest.h>

#include <limits>

using smokehouse::actors::histogram_reading;

namespace {

constexpr auto infinity = std::numeric_limits<double>::infinity();

/// Buckets up to 1, 2, 4 and above.
histogram_reading reading(std::uint64_t a, std::uint64_t b, std::uint64_t c,
                          std::uint64_t above, double sum = 0) {
  return {{{1, a}, {2, b}, {4, c}, {infinity, above}}, sum};
}

/// Counts one value as a CAF histogram does.
void observe(histogram_reading& into, double value) {
  into.sum += value;
  for (auto& [upper, count] : into.buckets)
    if (value <= upper) {
      ++count;
      return;
    }
}

histogram_reading with_latency_buckets() {
  histogram_reading result;
  for (auto bound : smokehouse::actors::latency_buckets())
    result.buckets.push_back({bound, 0});
  result.buckets.push_back({infinity, 0});
  return result;
}

} // namespace

TEST_CASE("a histogram without values has zeros for everything") {
  for (const auto& empty : {histogram_reading{}, reading(0, 0, 0, 0)}) {
    CHECK(empty.count() == 0);
    CHECK(empty.mean() == 0);
    CHECK(empty.percentile(0.5) == 0);
    CHECK(empty.percentile(1) == 0);
  }
}

TEST_CASE("count and mean cover all buckets") {
  auto h = reading(1, 2, 3, 4, 25);
  CHECK(h.count() == 10);
  CHECK(h.mean() == 2.5);
}

TEST_CASE("a percentile is interpolated inside its bucket") {
  auto h = reading(10, 10, 20, 0);
  CHECK(h.percentile(0) == doctest::Approx(0));
  CHECK(h.percentile(0.125) == doctest::Approx(0.5));
  CHECK(h.percentile(0.25) == doctest::Approx(1));
  CHECK(h.percentile(0.5) == doctest::Approx(2));
  CHECK(h.percentile(0.75) == doctest::Approx(3));
  CHECK(h.percentile(1) == doctest::Approx(4));
}

TEST_CASE("empty buckets are passed over") {
  CHECK(reading(0, 0, 4, 0).percentile(0.5) == doctest::Approx(3));
  CHECK(reading(4, 0, 0, 0).percentile(1) == doctest::Approx(1));
}

TEST_CASE("what lies above the last bound is given as that bound") {
  CHECK(reading(1, 0, 0, 9).percentile(0.99) == 4);
}

TEST_CASE("a share outside of 0 to 1 is taken as the nearest one inside") {
  auto h = reading(10, 0, 0, 0);
  CHECK(h.percentile(-1) == h.percentile(0));
  CHECK(h.percentile(2) == h.percentile(1));
}

TEST_CASE("histograms with equal bounds add up bucket by bucket") {
  auto h = reading(1, 2, 3, 4, 10);
  h += reading(10, 20, 30, 40, 100);
  CHECK(h.buckets[0].count == 11);
  CHECK(h.buckets[1].count == 22);
  CHECK(h.buckets[2].count == 33);
  CHECK(h.buckets[3].count == 44);
  CHECK(h.sum == 110);
}

TEST_CASE("a histogram added to none is that histogram") {
  histogram_reading h;
  h += reading(1, 2, 3, 4, 10);
  CHECK(h.count() == 10);
  CHECK(h.buckets.size() == 4);
  h += histogram_reading{};
  CHECK(h.count() == 10);
}

TEST_CASE("histograms with other bounds lose no value") {
  auto h = reading(1, 1, 1, 1);
  h += {{{0.5, 1}, {1.5, 2}, {100, 4}, {infinity, 8}}, 0};
  CHECK(h.buckets[0].count == 2);
  CHECK(h.buckets[1].count == 3);
  CHECK(h.buckets[2].count == 1);
  CHECK(h.buckets[3].count == 13);
}

TEST_CASE("from 10 us to 60 s a percentile is less than 5/3 off") {
  for (auto value = 10e-6; value < 60; value *= 1.01) {
    auto h = with_latency_buckets();
    for (auto i = 0; i < 100; ++i)
      observe(h, value);
    for (auto q : {0.5, 0.99}) {
      CAPTURE(value);
      CHECK(h.percentile(q) < value * 5 / 3);
      CHECK(h.percentile(q) > value * 3 / 5);
    }
  }
}

TEST_CASE("percentiles of evenly spread values are a tenth off at the most") {
  auto h = with_latency_buckets();
  for (auto i = 1; i <= 10000; ++i)
    observe(h, i * 1e-5); // up to 100 ms
  CHECK(h.percentile(0.50) == doctest::Approx(0.050).epsilon(0.1));
  CHECK(h.percentile(0.99) == doctest::Approx(0.099).epsilon(0.1));
}

TEST_CASE("what came since an earlier reading is the difference") {
  auto recent = reading(3, 5, 0, 2, 40).since(reading(1, 5, 0, 0, 10));
  CHECK(recent.buckets[0].count == 2);
  CHECK(recent.buckets[1].count == 0);
  CHECK(recent.buckets[3].count == 2);
  CHECK(recent.sum == 30);
  CHECK(reading(1, 2, 3, 4).since({}).count() == 10);
  CHECK(histogram_reading{}.since({}).count() == 0);
}
