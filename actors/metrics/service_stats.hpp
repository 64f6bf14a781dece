#pragma once

#include "actors/insight/incident.hpp"
#include "actors/metrics/reading.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace smokehouse::actors {

/// A histogram of times in short. Seconds; the percentiles are as exact as
/// `histogram_reading::percentile` is.
struct duration_stats {
  std::uint64_t count = 0;
  double mean = 0;
  double p50 = 0;
  double p99 = 0;

  static duration_stats of(const histogram_reading& reading);
};

struct process_stats {
  std::int64_t rss_bytes = 0;
  /// User and system.
  double cpu_seconds = 0;
  std::int64_t open_fds = 0;
  std::int64_t threads = 0;
};

/// `accepted` is the sum of the other four.
struct request_stats {
  std::int64_t accepted = 0;
  std::int64_t answered = 0;
  std::int64_t shed = 0;
  std::int64_t cancelled = 0;
  std::int64_t in_flight = 0;
};

/// TLS connections; the open ones include those in their handshake.
struct tls_stats {
  std::int64_t open = 0;
  /// Completed, and those of them that resumed a session.
  std::int64_t handshakes = 0;
  std::int64_t resumed = 0;
  /// Connections that ended before their handshake was complete.
  std::int64_t failed = 0;
};

struct connection_stats {
  std::int64_t open = 0;
  std::int64_t accepted = 0;
  std::int64_t refused = 0;
  /// Of the open and the accepted ones.
  tls_stats tls = {};
};

struct route_stats {
  std::string path;
  std::int64_t in_flight = 0;
  /// By class of status: 1xx to 5xx.
  std::vector<std::pair<std::string, std::int64_t>> answered;
  std::int64_t shed = 0;
  std::int64_t cancelled = 0;
  /// Of the answered ones.
  duration_stats latency;
};

struct http_stats {
  connection_stats connections;
  request_stats requests;
  /// Requests refused because a limit was reached, by limit.
  std::vector<std::pair<std::string, std::int64_t>> refused = {};
  /// Requests that nobody waited for any more, by reason; at the deadline they
  /// were answered, else cancelled.
  std::vector<std::pair<std::string, std::int64_t>> cancellations = {};
  /// Connections whose client was too slow, by what it was slow at.
  std::vector<std::pair<std::string, std::int64_t>> timeouts = {};
  std::vector<route_stats> routes;
};

/// All actors of one name.
struct actor_stats {
  std::string name;
  std::int64_t running = 0;
  /// Handled so far.
  std::uint64_t messages = 0;
  /// Waiting now.
  std::int64_t mailbox_size = 0;
  duration_stats mailbox_time = {};
  duration_stats processing_time = {};
  std::int64_t failures = 0;
  std::int64_t restarts = 0;
  std::vector<std::pair<std::string, std::int64_t>> restart_reasons = {};
  /// Times that one kept a shard or a thread for too long.
  std::int64_t blocked = 0;
};

/// Something that is being done.
struct job_stats {
  /// Which thread of its pool does it; 0 for a background job.
  std::size_t thread = 0;
  std::string name;
  double age_seconds = 0;
  /// Steps; of a background job only. A total of 0 is not known.
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

struct pool_stats {
  std::string name;
  std::int64_t threads = 0;
  std::int64_t busy = 0;
  std::int64_t queued = 0;
  std::int64_t rejected = 0;
  std::int64_t skipped = 0;
  /// For how long the oldest job has been running or queued.
  double oldest_seconds = 0;
  /// What its threads do, as far as they do something.
  std::vector<job_stats> jobs = {};
};

struct background_stats {
  std::int64_t running = 0;
  std::int64_t done = 0;
  std::int64_t failed = 0;
  std::int64_t dropped = 0;
  std::int64_t rejected = 0;
  /// The oldest first.
  std::vector<job_stats> jobs = {};
};

/// A circuit breaker.
struct breaker_summary {
  /// `closed`, `open` or `half_open`.
  std::string state;
  /// Of late: how many calls, and the share of them that failed.
  std::int64_t calls = 0;
  double failure_rate = 0;
  std::int64_t opened = 0;
  std::int64_t refused = 0;
};

struct upstream_stats {
  std::string name;
  std::int64_t open = 0;
  std::int64_t busy = 0;
  std::int64_t idle = 0;
  std::int64_t waiting = 0;
  std::int64_t requests = 0;
  std::int64_t answered = 0;
  std::int64_t failures = 0;
  /// By what went wrong; the last one, `status_5xx`, counts answers.
  std::vector<std::pair<std::string, std::int64_t>> failures_by_reason = {};
  std::int64_t cancelled = 0;
  std::int64_t reused = 0;
  std::int64_t retried = 0;
  std::int64_t retries_refused = 0;
  /// If it has one.
  std::optional<breaker_summary> breaker = {};
};

struct shard_stats {
  std::string index;
  connection_stats connections;
  request_stats requests;
  /// Share of a processor's time that its thread used of late, 0 to 1.
  double busy = 0;
  /// How late its loop comes to a handler that is due.
  double lag_seconds = 0;
};

/// What a person wants to know of the whole service, gathered from its metrics;
/// lists of what is going on come from `metrics_hub::stats`. Everything that
/// shows figures shows these.
struct service_stats {
  process_stats process;
  http_stats http;
  /// By name. Without CAF's own helpers, which Prometheus' format has.
  std::vector<actor_stats> actors;
  std::vector<pool_stats> blocking;
  background_stats background;
  std::vector<upstream_stats> upstreams;
  std::vector<shard_stats> shards;
  /// What is stuck now, and the last incidents, see `incident_log`.
  std::vector<incident> blocked = {};
  std::vector<incident> incidents = {};

  static service_stats of(const metrics_reading& reading);
};

} // namespace smokehouse::actors
