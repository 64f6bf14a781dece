#pragma once

#include "http/time_to_drain.hpp"

#include <atomic>
#include <cstdint>

namespace smokehouse::actors {

/// How many requests may be worked on at a time, by all shards together.
class in_flight_limit {
public:
  /// @param most 1 or more.
  /// @param shards That share it.
  in_flight_limit(std::size_t most, std::size_t shards) noexcept;

  /// One shard's part. It holds a few free places of its own where there are
  /// thousands, up to a 32nd of all: shards that count together for each
  /// request would wait for one another's processor caches.
  class share {
  public:
    /// @param of Outlives it.
    explicit share(in_flight_limit& of) noexcept : limit_(of) {
      // nop
    }

    /// Takes a place; false when there is none.
    bool enter() noexcept;

    /// Gives a place back that was used for so long.
    void leave(http::duration after) noexcept;

    /// Gives a place back that was not used.
    void give_back() noexcept;

  private:
    in_flight_limit& limit_;
    std::atomic<std::int64_t> spare_{0};
    /// Places given back since the last whose time was noted.
    std::atomic<std::int64_t> unnoted_{0};
  };

  /// How long it takes until what is worked on now is done, on whatever shard,
  /// for one that found no place: as many as there are places end within the
  /// mean time of one.
  http::duration drain_time() noexcept {
    return drain_.when_full(http::clock::now());
  }

private:
  std::int64_t take(std::int64_t wanted) noexcept;

  /// Free places that a share takes beyond the one it needs.
  const std::int64_t chunk_;
  std::atomic<std::int64_t> free_;
  http::time_to_drain drain_;
};

} // namespace smokehouse::actors
