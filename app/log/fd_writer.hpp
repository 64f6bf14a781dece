#pragma once

#include <atomic>
#include <chrono>
#include <string_view>

namespace smokehouse::app {

/// Writes lines to a file descriptor in pieces of whole lines that a pipe takes
/// without blocking, so that a reader who is too slow can be given up.
class fd_writer {
public:
  using time_point = std::chrono::steady_clock::time_point;

  explicit fd_writer(int fd) noexcept : fd_(fd) {
    // nop
  }

  /// Waits as long as it takes; what cannot be written any more is dropped.
  void write(std::string_view lines) const;

  /// From then on, what cannot be written at once is dropped. From any thread.
  void give_up_at(time_point when) noexcept {
    give_up_at_.store(when, std::memory_order_relaxed);
  }

private:
  /// False when the descriptor takes nothing and is given up.
  bool wait_writable() const;

  /// Writes the first of `lines`; the bytes written, or -1.
  long write_some(std::string_view lines) const;

  int fd_;
  std::atomic<time_point> give_up_at_ = time_point::max();
};

} // namespace smokehouse::app
