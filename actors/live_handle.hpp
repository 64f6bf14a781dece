#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

namespace smokehouse::actors {

/// The current handle of a supervised actor: the same place before and after a
/// restart. A cheap-to-copy reference; thread-safe.
template <class Handle>
class live_handle {
public:
  using clock = std::chrono::steady_clock;

  live_handle() : place_(std::make_shared<place>()) {}

  Handle get() const {
    std::unique_lock guard{place_->mutex};
    return place_->handle;
  }

  void set(Handle next) {
    std::unique_lock guard{place_->mutex};
    std::swap(place_->handle, next);
    place_->version.fetch_add(1, std::memory_order_release);
  }

  /// There is none from now on, and for so long.
  void rest(clock::duration time) {
    {
      std::unique_lock guard{place_->mutex};
      place_->back = clock::now() + time;
    }
    set({});
  }

  /// How long there will be none, as `rest` said it; zero or less once that is
  /// over.
  clock::duration away() const {
    std::unique_lock guard{place_->mutex};
    return place_->back - clock::now();
  }

  /// Remembers the handle for one reader and looks again only after a change:
  /// one relaxed load on the way of a request.
  class cache {
  public:
    explicit cache(live_handle source) : source_(std::move(source)) {}

    const Handle& get() {
      auto now = source_.place_->version.load(std::memory_order_acquire);
      if (now != seen_) {
        handle_ = source_.get();
        seen_ = now;
      }
      return handle_;
    }

    /// See `live_handle::away`.
    clock::duration away() const {
      return source_.away();
    }

  private:
    live_handle source_;
    Handle handle_;
    std::uint64_t seen_ = 0;
  };

private:
  struct place {
    std::mutex mutex;
    Handle handle;               // guarded by mutex
    clock::time_point back = {}; // guarded by mutex
    std::atomic<std::uint64_t> version = 0;
  };

  std::shared_ptr<place> place_;
};

} // namespace smokehouse::actors
