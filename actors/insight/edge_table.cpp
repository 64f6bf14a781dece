#include "actors/insight/edge_table.hpp"

namespace smokehouse::actors {

namespace {

constexpr auto relaxed = std::memory_order_relaxed;

std::size_t hash_of(actor_kind from, actor_kind to) noexcept {
  auto word = [](actor_kind kind) {
    return reinterpret_cast<std::uintptr_t>(kind);
  };
  // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
  auto mixed = (word(from) * 3 + word(to)) * 0x9e3779b97f4a7c15ull;
  return mixed >> 56;
}

template <class T, class U>
void add(std::atomic<T>& to, U more) noexcept {
  to.store(to.load(relaxed) + more, relaxed); // one writer: no need to lock
}

} // namespace

void edge_table::record(actor_kind from, actor_kind to,
                        std::chrono::nanoseconds waited) noexcept {
  auto& one = place_of(from, to);
  add(one.messages, 1u);
  add(one.waited, waited.count());
}

std::vector<edge_counts> edge_table::read() const {
  std::vector<edge_counts> result;
  auto append = [&](const edge& one) {
    auto to = one.to.load(std::memory_order_acquire);
    if (!to && &one != &rest_)
      return; // free, or it was a moment ago
    if (auto messages = one.messages.load(relaxed); messages > 0)
      result.push_back({one.from.load(relaxed), to, messages,
                        std::chrono::nanoseconds{one.waited.load(relaxed)}});
  };
  for (const auto& one : edges_)
    append(one);
  append(rest_);
  return result;
}

edge_table::edge& edge_table::place_of(actor_kind from,
                                       actor_kind to) noexcept {
  static_assert(capacity == 256, "the hash has eight bits");
  auto at = hash_of(from, to);
  for (std::size_t n = 0; n < capacity; ++n, at = (at + 1) % capacity) {
    auto& one = edges_[at];
    const auto known = one.to.load(relaxed);
    if (known == to && one.from.load(relaxed) == from)
      return one;
    if (!known) {
      one.from.store(from, relaxed);
      one.to.store(to, std::memory_order_release);
      return one;
    }
  }
  return rest_;
}

} // namespace smokehouse::actors
