#pragma once

#include <chrono>
#include <thread>

namespace smokehouse::test {

/// Polls a condition until it holds or the bound is over, and returns whether
/// it held. The bound is generous: only a broken test ever reaches it.
template <class Condition>
bool wait_until(Condition holds,
                std::chrono::seconds bound = std::chrono::seconds{60}) {
  auto end = std::chrono::steady_clock::now() + bound;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end)
      return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  return true;
}

} // namespace smokehouse::test
