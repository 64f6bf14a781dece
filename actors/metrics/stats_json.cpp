#include "actors/metrics/stats_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>

namespace smokehouse::actors {

namespace {

namespace json = boost::json;

json::object to_json(const service_info& from) {
  return {
      {"name", from.name},     {"version", from.version},
      {"pid", from.pid},       {"uptime_s", from.uptime.count()},
      {"ready", from.ready()}, {"reasons", json::value_from(from.reasons)},
      {"shards", from.shards},
  };
}

json::object to_json(const process_stats& from) {
  return {
      {"rss_bytes", from.rss_bytes},
      {"cpu_s", from.cpu_seconds},
      {"open_fds", from.open_fds},
      {"threads", from.threads},
  };
}

json::object to_json(const duration_stats& from) {
  return {
      {"count", from.count},
      {"mean", from.mean},
      {"p50", from.p50},
      {"p99", from.p99},
  };
}

json::object to_json(const tls_stats& from) {
  return {
      {"open", from.open},
      {"handshakes", from.handshakes},
      {"resumed", from.resumed},
      {"failed", from.failed},
  };
}

json::object to_json(const connection_stats& from) {
  return {
      {"open", from.open},
      {"accepted", from.accepted},
      {"refused", from.refused},
      {"tls", to_json(from.tls)},
  };
}

json::object to_json(const request_stats& from) {
  return {
      {"accepted", from.accepted},   {"answered", from.answered},
      {"shed", from.shed},           {"cancelled", from.cancelled},
      {"in_flight", from.in_flight},
  };
}

json::object
counts_json(const std::vector<std::pair<std::string, std::int64_t>>& from) {
  json::object result;
  for (const auto& [name, count] : from)
    result[name] = count;
  return result;
}

json::object to_json(const route_stats& from) {
  return {
      {"path", from.path},
      {"in_flight", from.in_flight},
      {"answered", counts_json(from.answered)},
      {"shed", from.shed},
      {"cancelled", from.cancelled},
      {"latency_s", to_json(from.latency)},
  };
}

json::object to_json(const actor_stats& from) {
  return {
      {"name", from.name},
      {"running", from.running},
      {"messages", from.messages},
      {"mailbox_size", from.mailbox_size},
      {"mailbox_time_s", to_json(from.mailbox_time)},
      {"processing_time_s", to_json(from.processing_time)},
      {"failures", from.failures},
      {"restarts", from.restarts},
      {"restart_reasons", counts_json(from.restart_reasons)},
      {"blocked", from.blocked},
  };
}

json::object to_json(const pool_stats& from) {
  json::array jobs;
  for (const auto& one : from.jobs)
    jobs.push_back({{"thread", one.thread},
                    {"name", one.name},
                    {"age_s", one.age_seconds}});
  return {
      {"pool", from.name},
      {"threads", from.threads},
      {"busy", from.busy},
      {"queued", from.queued},
      {"rejected", from.rejected},
      {"skipped", from.skipped},
      {"oldest_s", from.oldest_seconds},
      {"jobs", std::move(jobs)},
  };
}

json::object to_json(const background_stats& from) {
  json::array jobs;
  for (const auto& one : from.jobs)
    jobs.push_back({{"name", one.name},
                    {"age_s", one.age_seconds},
                    {"done", one.done},
                    {"total", one.total}});
  return {
      {"running", from.running},   {"done", from.done},
      {"failed", from.failed},     {"dropped", from.dropped},
      {"rejected", from.rejected}, {"jobs", std::move(jobs)},
  };
}

json::value to_json(const std::optional<breaker_summary>& from) {
  if (!from)
    return nullptr;
  return json::object{
      {"state", from->state},     {"failure_rate", from->failure_rate},
      {"calls", from->calls},     {"opened", from->opened},
      {"refused", from->refused},
  };
}

json::object to_json(const upstream_stats& from) {
  return {
      {"upstream", from.name},
      {"open", from.open},
      {"busy", from.busy},
      {"idle", from.idle},
      {"waiting", from.waiting},
      {"requests", from.requests},
      {"answered", from.answered},
      {"failures", from.failures},
      {"failures_by_reason", counts_json(from.failures_by_reason)},
      {"cancelled", from.cancelled},
      {"reused", from.reused},
      {"retried", from.retried},
      {"retries_refused", from.retries_refused},
      {"breaker", to_json(from.breaker)},
  };
}

json::object to_json(const shard_stats& from) {
  return {
      {"shard", from.index},
      {"connections", to_json(from.connections)},
      {"requests", to_json(from.requests)},
      {"busy", from.busy},
      {"lag_s", from.lag_seconds},
  };
}

/// What both lists of incidents say.
json::object to_json(const incident& from) {
  const auto on_shard = from.where == incident::place::shard;
  return {
      {"kind", on_shard ? "shard" : "thread"},
      {"actor", from.actor},
      {"messages", from.messages},
      {"shard", on_shard ? json::value(from.index) : nullptr},
      {"pool", from.pool},
      {"thread", on_shard ? nullptr : json::value(from.index)},
      {"request_id", from.request_id},
  };
}

json::array blocked_json(const std::vector<incident>& from) {
  json::array result;
  for (const auto& one : from) {
    auto entry = to_json(one);
    entry["age_s"] = one.lasted.count();
    result.push_back(std::move(entry));
  }
  return result;
}

json::array incidents_json(const std::vector<incident>& from) {
  json::array result;
  for (const auto& one : from) {
    const std::chrono::duration<double> began = one.began.time_since_epoch();
    auto entry = to_json(one);
    entry["began"] = began.count();
    entry["duration_s"] = one.lasted.count();
    entry["over"] = one.over;
    result.push_back(std::move(entry));
  }
  return result;
}

template <class T>
json::array to_json(const std::vector<T>& from) {
  json::array result;
  for (const auto& one : from)
    result.push_back(to_json(one));
  return result;
}

json::object to_json(const http_stats& from) {
  return {
      {"connections", to_json(from.connections)},
      {"requests", to_json(from.requests)},
      {"refused", counts_json(from.refused)},
      {"cancellations", counts_json(from.cancellations)},
      {"timeouts", counts_json(from.timeouts)},
      {"routes", to_json(from.routes)},
  };
}

} // namespace

std::string stats_json(const service_stats& stats, const service_info& info) {
  return json::serialize(json::object{
      {"schema", stats_schema},
      {"service", to_json(info)},
      {"process", to_json(stats.process)},
      {"http", to_json(stats.http)},
      {"actors", to_json(stats.actors)},
      {"blocking", to_json(stats.blocking)},
      {"background", to_json(stats.background)},
      {"upstreams", to_json(stats.upstreams)},
      {"shards", to_json(stats.shards)},
      {"blocked", blocked_json(stats.blocked)},
      {"incidents", incidents_json(stats.incidents)},
  });
}

} // namespace smokehouse::actors
