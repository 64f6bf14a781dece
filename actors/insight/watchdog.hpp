#pragma once

#include "actors/blocking_pool.hpp"
#include "actors/insight/incident.hpp"
#include "actors/insight/shard_activity.hpp"
#include "actors/readiness.hpp"

#include <caf/timespan.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace smokehouse::actors {

/// What counts as stuck.
struct watchdog_settings {
  /// A message that keeps a shard for longer.
  caf::timespan threshold = std::chrono::milliseconds{100};
  /// For as long, and the service is not ready.
  caf::timespan unready_after = std::chrono::seconds{10};
  /// A job that keeps a thread of a pool for longer.
  caf::timespan job_limit = std::chrono::seconds{30};
};

/// A shard as the watchdog sees it.
struct watched_shard {
  const shard_activity* activity = nullptr;
  /// Id of the request that is being handled there, or nothing.
  std::function<std::string()> request_id;
};

/// Notices who keeps a shard or a thread for too long, while it does. It only
/// tells: nothing is ended for it. One thread asks it to look; its log may be
/// read by any.
class watchdog {
public:
  using listener = std::function<void(const incident&)>;

  /// What is told of its findings.
  struct listeners {
    listener on_begin;
    listener on_end;
  };

  /// @param names Of the actors, as all that is passed by reference: has to
  ///              stay as long.
  watchdog(watchdog_settings settings, const actor_names& names,
           readiness& state, listeners tell);

  void watch(watched_shard shard);
  void watch(blocking_pool pool);

  /// Keeps no handle of a pool's actors any more.
  void forget_pools() {
    pools_.clear();
  }

  /// Looks at everything; how long something takes is known to within the time
  /// from one look to the next.
  void look(http::time_point now);

  const incident_log& log() const noexcept {
    return log_;
  }

  const watchdog_settings& settings() const noexcept {
    return settings_;
  }

private:
  struct shard_watch {
    watched_shard what;
    activity_reading seen = {};
    http::time_point since = {};
    std::optional<std::uint64_t> reported = {};
    std::string unready = {};
  };
  /// Pool, thread, and when the job began.
  using job_key = std::tuple<std::string, std::size_t, http::time_point>;

  void look_at(shard_watch& shard, std::size_t index, http::time_point now);
  void look_at(const blocking_pool& pool,
               std::map<job_key, std::uint64_t>& still, http::time_point now);
  std::uint64_t begin(incident what, http::time_point now);
  void end(std::uint64_t number, http::time_point now);

  watchdog_settings settings_;
  const actor_names& names_;
  readiness& state_;
  listeners tell_;
  incident_log log_;
  std::vector<shard_watch> shards_;
  std::vector<blocking_pool> pools_;
  std::map<job_key, std::uint64_t> late_jobs_;
};

/// The types in a reading's message: `smokehouse::http::request`, or several
/// with commas; `nothing` for an empty message.
std::string types_of(const activity_reading& reading);

} // namespace smokehouse::actors
