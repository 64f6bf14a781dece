#include "actors/metrics/histogram_reading.hpp"

#include <algorithm>
#include <cmath>

namespace smokehouse::actors {

std::uint64_t histogram_reading::count() const {
  std::uint64_t result = 0;
  for (const auto& one : buckets)
    result += one.count;
  return result;
}

double histogram_reading::mean() const {
  auto n = count();
  return n == 0 ? 0 : sum / static_cast<double>(n);
}

double histogram_reading::percentile(double q) const {
  auto rank = std::clamp(q, 0.0, 1.0) * static_cast<double>(count());
  double lower = 0;
  for (const auto& [upper, n] : buckets) {
    if (std::isinf(upper))
      break;
    if (n > 0 && rank <= static_cast<double>(n))
      return lower + (upper - lower) * rank / static_cast<double>(n);
    rank -= static_cast<double>(n);
    lower = upper;
  }
  return count() == 0 ? 0 : lower;
}

histogram_reading&
histogram_reading::operator+=(const histogram_reading& other) {
  sum += other.sum;
  if (buckets.empty()) {
    buckets = other.buckets;
    return *this;
  }
  auto here = buckets.begin();
  for (const auto& [upper, n] : other.buckets) {
    while (here->upper_bound < upper && std::next(here) != buckets.end())
      ++here;
    here->count += n;
  }
  return *this;
}

histogram_reading
histogram_reading::since(const histogram_reading& earlier) const {
  auto result = *this;
  result.sum -= earlier.sum;
  auto n = std::min(result.buckets.size(), earlier.buckets.size());
  for (std::size_t i = 0; i < n; ++i)
    result.buckets[i].count -= earlier.buckets[i].count;
  return result;
}

} // namespace smokehouse::actors
