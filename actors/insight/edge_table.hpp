#pragma once

#include "actors/insight/actor_kind.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <vector>

namespace smokehouse::actors {

/// What went from one kind of actor to another.
struct edge_counts {
  actor_kind from = nullptr;
  actor_kind to = nullptr;
  std::uint64_t messages = 0;
  /// That they waited in mailboxes, all together.
  std::chrono::nanoseconds waited{0};
};

/// Counts messages by who sent them to whom. One thread writes, any may read;
/// a message costs a look into a table and two counters. Of a fixed size: what
/// finds no room is counted as from and to `nullptr`.
class edge_table {
public:
  static constexpr std::size_t capacity = 256;

  void record(actor_kind from, actor_kind to,
              std::chrono::nanoseconds waited) noexcept;

  std::vector<edge_counts> read() const;

private:
  struct edge {
    std::atomic<actor_kind> from = nullptr;
    std::atomic<actor_kind> to = nullptr; // null: the place is free
    std::atomic<std::uint64_t> messages = 0;
    std::atomic<std::int64_t> waited = 0;
  };

  edge& place_of(actor_kind from, actor_kind to) noexcept;

  std::array<edge, capacity> edges_;
  edge rest_;
};

} // namespace smokehouse::actors
