#pragma once

#include <atomic>
#include <chrono>
#include <thread>

namespace smokehouse::test {

/// Sees, while it lives, for how long the machine leaves a thread waiting that
/// wants to run: what a bound in time has to allow for on top.
class stalls {
public:
  /// In seconds, all of them together, one that is not over included.
  double total() const {
    const auto now = late(clock::now() - began_.load());
    return std::chrono::duration<double>{before_.load() + now}.count();
  }

private:
  using clock = std::chrono::steady_clock;

  static constexpr std::chrono::milliseconds nap{1};

  /// What a nap took too long, if that is more than any takes.
  static clock::duration late(clock::duration took) {
    constexpr std::chrono::milliseconds usual{2};
    return took > nap + usual ? took - nap : clock::duration::zero();
  }

  void look(const std::stop_token& stopping) {
    while (!stopping.stop_requested()) {
      std::this_thread::sleep_for(nap);
      const auto now = clock::now();
      before_ = before_.load() + late(now - began_.load());
      began_ = now;
    }
  }

  std::atomic<clock::time_point> began_{clock::now()};
  std::atomic<clock::duration> before_{clock::duration::zero()};
  std::jthread looking_{
      [this](const std::stop_token& stopping) { look(stopping); }};
};

} // namespace smokehouse::test
