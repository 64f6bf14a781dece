#pragma once

#include "http/types.hpp"

#include <mutex>

namespace smokehouse::http {

struct retry_settings {
  /// How many calls may be sent once more, as a share of all, 0 to 1.
  double share = 0.1;

  /// And how many a second however few calls there are; 0 or more.
  double per_second = 3;
};

/// Bounds how often calls are sent once more, so that an upstream in trouble
/// does not get twice the calls. All clients of the upstream share it; any
/// thread may use it. The clock is the caller's.
class retry_budget {
public:
  /// As many unused ones are kept for later, at the most.
  static constexpr double most_saved = 100;

  /// Begins with what a second brings.
  explicit retry_budget(const retry_settings& settings) noexcept;

  /// There is one more call, which earns its share.
  void earn() noexcept;

  /// Takes one; false if there is none.
  bool spend(time_point now) noexcept;

private:
  const retry_settings settings_;
  std::mutex mutex_;
  double saved_;       // guarded by mutex_
  time_point since_{}; // guarded by mutex_: until when seconds were earned
};

} // namespace smokehouse::http
