#pragma once

#include "actors/insight/message_probe.hpp"
#include "actors/metrics/actor_counts.hpp"
#include "http/types.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace smokehouse::actors {

/// Who sends to whom: all actors of a name taken together.
struct message_edge {
  std::string from;
  std::string to;
  /// Handled so far.
  std::uint64_t messages = 0;
  /// Messages a second, over the last second or so.
  double rate = 0;
  /// That a message waited in its mailbox, on average; seconds.
  double mean_wait = 0;
};

/// The map of the messages between actors, as their receivers have handled
/// them. The answer that a coroutine waits for is not in it as such: it makes a
/// step of the coroutine, from `loop`. Thread-safe.
class message_map {
public:
  /// @param probe Of the system; has to stay as long, as the tables.
  explicit message_map(const message_probe& probe) : probe_(probe) {
    // nop
  }

  /// Takes in what a shard handles. Before the first `sample`.
  void watch(const edge_table& shard) {
    shards_.push_back(&shard);
  }

  /// Notes the counts, for the rates: to be called once a second or so.
  void sample(http::time_point now);

  /// By name of the sender, then of the receiver.
  std::vector<message_edge> edges() const;

private:
  using key = std::pair<std::string, std::string>;
  using counts = std::map<key, edge_counts>;

  counts count() const;

  const message_probe& probe_;
  std::vector<const edge_table*> shards_;
  mutable std::mutex mutex_;
  counts before_; // guarded by mutex_, as all below
  std::map<key, double> rates_;
  http::time_point sampled_ = {};
};

/// The map as JSON: `nodes[]` with `name` and, of actors, `running`; `edges[]`
/// with `from`, `to`, `messages`, `rate`, and `wait_s` with `count` and `mean`.
std::string map_json(const std::vector<message_edge>& edges,
                     const running_counts& running);

/// The map for Graphviz (https://graphviz.org/doc/info/lang.html).
std::string map_dot(const std::vector<message_edge>& edges);

} // namespace smokehouse::actors
