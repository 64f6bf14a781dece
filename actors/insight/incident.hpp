#pragma once

#include "http/types.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace smokehouse::actors {

/// Something that is stuck, or was.
struct incident {
  enum class place : std::uint8_t {
    shard,  ///< an actor keeps a shard, and everybody on it, waiting
    thread, ///< a job keeps a thread of a pool
  };

  place where = place::shard;
  /// Index of the shard, or number of the thread in its pool.
  std::size_t index = 0;
  /// Empty for a shard.
  std::string pool;
  /// Name of the actor.
  std::string actor;
  /// Types of the message that it is in, or the name of the job.
  std::string messages;
  /// Empty if nobody knows, or for none.
  std::string request_id;
  http::time_point since;
  std::chrono::system_clock::time_point began;
  /// Until its end, or until the report.
  std::chrono::duration<double> lasted{0};
  bool over = false;
};

/// `view.burn (smokehouse::http::request)` and where, for logs and reasons.
std::string describe(const incident& what);

/// What is stuck, and the last incidents, which are those and others that are
/// over. Thread-safe; what it holds is bounded by `most`, beside what is stuck
/// at one time.
class incident_log {
public:
  static constexpr std::size_t most = 50;

  /// @returns a number for `end`.
  std::uint64_t begin(incident what);

  /// @returns what has ended.
  incident end(std::uint64_t number, http::time_point now);

  /// What is stuck now, the oldest first.
  std::vector<incident> blocked(http::time_point now) const;

  /// The last, the newest first.
  std::vector<incident> recent(http::time_point now) const;

private:
  struct entry {
    std::uint64_t number;
    incident what;
  };

  /// Under the lock.
  std::vector<incident> stuck_now(http::time_point now) const;

  mutable std::mutex mutex_;
  std::uint64_t last_ = 0;    // guarded by mutex_, as all below
  std::vector<entry> stuck_;  // in the order of their numbers
  std::deque<incident> over_; // the newest last
};

} // namespace smokehouse::actors
