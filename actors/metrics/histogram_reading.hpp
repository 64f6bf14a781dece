#pragma once

#include <cstdint>
#include <vector>

namespace smokehouse::actors {

/// A histogram as it was at one moment.
struct histogram_reading {
  struct bucket {
    /// Values up to here, and above the bound of the bucket before.
    double upper_bound;
    std::uint64_t count;
  };

  /// By ascending bound; the last one's is infinite. Empty without a histogram.
  std::vector<bucket> buckets;
  /// Of all values.
  double sum = 0;

  /// How many values there were.
  std::uint64_t count() const;

  /// Their arithmetic mean, or 0 when there was none.
  double mean() const;

  /// The value that the share `q` (0 to 1) of all values does not exceed, by
  /// linear interpolation inside its bucket; 0 when there was none. It lies in
  /// the same bucket as the true one, so that with `latency_buckets` it is off
  /// by less than the ratio of two bounds: a factor of 5/3 at the worst, and
  /// by a tenth or so where values spread evenly. What is above the last
  /// bound is given as that bound.
  double percentile(double q) const;

  /// Joins two histograms with the same bounds. Where they differ, a value
  /// counts in the first bucket here that can hold it.
  histogram_reading& operator+=(const histogram_reading& other);

  /// What came after an earlier reading of the same histogram, or of fewer of
  /// those that are joined in it.
  histogram_reading since(const histogram_reading& earlier) const;
};

} // namespace smokehouse::actors
