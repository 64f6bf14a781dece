#pragma once

#include <chrono>
#include <thread>

namespace smokehouse::test {

/// The most that a condition may take before its test fails; generous, as
/// sanitizers and busy machines are slow.
inline constexpr std::chrono::seconds patience{60};

/// Waits until `condition` holds. False when it did not in time.
template <class F>
bool eventually(F condition) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end)
      return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

} // namespace smokehouse::test
