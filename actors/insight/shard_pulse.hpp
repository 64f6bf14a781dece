#pragma once

#include "actors/runtime/shard.hpp"
#include "http/types.hpp"

#include <atomic>
#include <memory>

namespace smokehouse::actors {

/// How busy a shard is, and how late its loop. `beat` and `sample` are for one
/// thread, the figures for any.
class shard_pulse {
public:
  explicit shard_pulse(shard& of) : shard_(&of) {
    // nop
  }

  /// Has the loop run a handler, unless one is waiting to be run.
  void beat(http::time_point now);

  /// Notes the time that the thread has run.
  void sample(http::time_point now);

  /// Share of the time between the last two samples that it ran, 0 to 1.
  double busy() const noexcept {
    return busy_.load(std::memory_order_relaxed);
  }

  /// How late the last handler ran; for how long it has been waiting, if it is
  /// later than the one before.
  http::duration lag(http::time_point now) const noexcept;

private:
  struct line {
    std::atomic<http::time_point> sent;
    std::atomic<http::duration> late = http::duration::zero();
    std::atomic<bool> waiting = false;
  };

  shard* shard_;
  /// Shared with the handler, which may outlive this.
  std::shared_ptr<line> line_ = std::make_shared<line>();
  http::time_point sampled_ = {};
  std::chrono::nanoseconds ran_{0};
  std::atomic<double> busy_ = 0;
};

} // namespace smokehouse::actors
