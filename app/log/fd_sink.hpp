#pragma once

#include <spdlog/sinks/base_sink.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>

namespace smokehouse::app {

/// Collects formatted lines and writes them to a file descriptor in pieces of
/// whole lines that a pipe takes without blocking.
class fd_sink : public spdlog::sinks::base_sink<std::mutex> {
public:
  using time_point = std::chrono::steady_clock::time_point;

  /// Lines are held back while `more` says that others follow at once.
  fd_sink(int fd, std::function<bool()> more);

  /// From then on, lines that cannot be written at once are dropped.
  void give_up_at(time_point when) noexcept {
    give_up_at_.store(when, std::memory_order_relaxed);
  }

private:
  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override;

  /// Waits until the descriptor takes bytes; false when it is given up.
  bool wait_writable() const;

  /// Writes the first lines of `rest`; the bytes written, or -1.
  long write_some(std::string_view rest) const;

  int fd_;
  std::function<bool()> more_;
  std::atomic<time_point> give_up_at_ = time_point::max();
  spdlog::memory_buf_t waiting_;
  time_point last_write_ = {};
};

} // namespace smokehouse::app
