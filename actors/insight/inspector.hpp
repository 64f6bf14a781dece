#pragma once

#include "actors/insight/message_map.hpp"
#include "actors/insight/request_log.hpp"
#include "actors/insight/shard_pulse.hpp"
#include "actors/insight/watchdog.hpp"
#include "actors/metrics/hub.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace smokehouse::actors {

/// Looks into the running service, from a thread of its own: what is stuck, who
/// sends to whom, what its requests are at, how its shards are. It adds
/// `blocked`, `incidents`, and the shards' `busy` and `lag` to the stats of the
/// hub. Everything is told to it before `start`.
class inspector {
public:
  /// @param probe Of the system; as all references it has to stay as long.
  /// @param tell Called on the inspector's thread.
  inspector(const message_probe& probe, metrics_hub& hub, readiness& state,
            watchdog_settings settings, watchdog::listeners tell);

  inspector(const inspector&) = delete;
  inspector& operator=(const inspector&) = delete;

  /// As `stop`.
  ~inspector();

  /// @param requests Of the server of that shard.
  void watch(shard& one, std::shared_ptr<const request_log> requests);
  void watch(const blocking_pool& pool);

  /// The paths of the routes, by index.
  void name_routes(std::vector<std::string> paths);

  void start();

  /// Looks no more, and lets go of the pools; what it knows can be asked for
  /// until its end. Before the shards end.
  void stop();

  /// What is stuck now, the oldest first.
  std::vector<incident> stuck() const {
    return watchdog_.log().blocked(http::clock::now());
  }

  /// See `map_json` and `map_dot`.
  std::string map_json() const;
  std::string map_dot() const;

  /// See `requests_json`.
  std::string requests_json() const;

private:
  std::string id_of(std::uint64_t serial) const;
  void run();
  void beat_and_sample(http::time_point now);
  void publish_shards();
  void describe(service_stats& stats) const;
  watchdog::listeners counting(watchdog::listeners tell);

  metrics_hub& hub_;
  watchdog watchdog_;
  message_map map_;
  std::vector<std::unique_ptr<shard_pulse>> pulses_;
  std::vector<std::shared_ptr<const request_log>> requests_;
  std::vector<std::string> routes_;
  http::time_point beaten_ = {};
  http::time_point sampled_ = {};
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false; // guarded by mutex_
  std::thread thread_;
};

} // namespace smokehouse::actors
