#pragma once

#include "actors/insight/actor_kind.hpp"
#include "actors/insight/edge_table.hpp"

#include <caf/type_id_list.hpp>

#include <atomic>
#include <cstdint>

namespace smokehouse::actors {

/// The message that a shard is in, as far as two words tell.
struct activity_reading {
  /// Null while it is in none.
  actor_kind actor = nullptr;
  /// The message's number, modulo 2^16, in the highest 16 bits, and below them
  /// the type ids of its first three elements, 0 for none.
  std::uint64_t message = 0;

  bool operator==(const activity_reading&) const = default;
};

/// What a shard does, told by its thread and looked at by any other: a message
/// costs two relaxed stores. Whoever sees the same message twice knows that the
/// shard has been in it in between (one in 65,536 times it is another of the
/// same kind, if that many were handled meanwhile).
class shard_activity {
public:
  /// A message is about to be handled.
  void begin(actor_kind actor, caf::type_id_list types) noexcept {
    std::uint64_t packed = ++count_;
    const auto n = types.size();
    for (std::size_t i = 0; i < 3; ++i)
      packed = packed << 16 | (i < n ? types[i] : 0);
    message_.store(packed, std::memory_order_relaxed);
    actor_.store(actor, std::memory_order_relaxed);
  }

  /// What follows in this message is done for the request of that number, or
  /// for none (0). Not told for each message, but where work begins for one.
  void work_for(std::uint64_t serial) noexcept {
    request_.store(serial, std::memory_order_relaxed);
  }

  /// From any thread.
  std::uint64_t request() const noexcept {
    return request_.load(std::memory_order_relaxed);
  }

  /// No message is being handled any more.
  void idle() noexcept {
    actor_.store(nullptr, std::memory_order_relaxed);
  }

  /// From any thread.
  activity_reading read() const noexcept {
    return {actor_.load(std::memory_order_relaxed),
            message_.load(std::memory_order_relaxed)};
  }

  /// Who sent what was handled here.
  edge_table edges;

private:
  std::atomic<actor_kind> actor_ = nullptr;
  std::atomic<std::uint64_t> message_ = 0;
  std::atomic<std::uint64_t> request_ = 0;
  std::uint16_t count_ = 0;
};

} // namespace smokehouse::actors
