#include "actors/insight/watchdog.hpp"

#include <caf/detail/meta_object.hpp>

#include <utility>

namespace smokehouse::actors {

std::string types_of(const activity_reading& reading) {
  std::string result;
  for (auto shift : {32, 16, 0}) {
    auto id = static_cast<caf::type_id_t>(reading.message >> shift & 0xffff);
    const auto* type = id == 0 ? nullptr : caf::detail::global_meta_object(id);
    if (type)
      result.append(result.empty() ? "" : ", ")
          .append(type->type_name.begin(), type->type_name.end());
  }
  return result.empty() ? "nothing" : result;
}

watchdog::watchdog(watchdog_settings settings, const actor_names& names,
                   readiness& state, listeners tell)
    : settings_(settings),
      names_(names),
      state_(state),
      tell_(std::move(tell)) {
  // nop
}

void watchdog::watch(watched_shard shard) {
  shards_.push_back({std::move(shard)});
}

void watchdog::watch(blocking_pool pool) {
  pools_.push_back(std::move(pool));
}

void watchdog::look(http::time_point now) {
  for (std::size_t i = 0; i < shards_.size(); ++i)
    look_at(shards_[i], i, now);
  std::map<job_key, std::uint64_t> still;
  for (const auto& pool : pools_)
    look_at(pool, still, now);
  for (const auto& [key, number] : late_jobs_)
    if (!still.contains(key))
      end(number, now);
  late_jobs_ = std::move(still);
}

void watchdog::look_at(shard_watch& shard, std::size_t index,
                       http::time_point now) {
  const auto seen = shard.what.activity->read();
  if (!seen.actor || seen != shard.seen) {
    if (auto number = std::exchange(shard.reported, std::nullopt))
      end(*number, now);
    if (auto reason = std::exchange(shard.unready, {}); !reason.empty())
      state_.remove(reason);
    shard.seen = seen;
    shard.since = now;
    return;
  }
  const auto age = now - shard.since;
  const std::string name{names_.of(seen.actor)};
  if (age >= settings_.threshold && !shard.reported)
    shard.reported = begin({.where = incident::place::shard,
                            .index = index,
                            .pool = {},
                            .actor = name,
                            .messages = types_of(seen),
                            .request_id = shard.what.request_id(),
                            .since = shard.since,
                            .began = {}},
                           now);
  if (age >= settings_.unready_after && shard.unready.empty()) {
    shard.unready = name + " blocks shard " + std::to_string(index);
    state_.add(shard.unready);
  }
}

void watchdog::look_at(const blocking_pool& pool,
                       std::map<job_key, std::uint64_t>& still,
                       http::time_point now) {
  for (auto& job : pool.load().jobs.begun_by(now - settings_.job_limit)) {
    job_key key{pool.name(), job.thread, job.since};
    auto known = late_jobs_.find(key);
    auto number = known != late_jobs_.end()
                      ? known->second
                      : begin({.where = incident::place::thread,
                               .index = job.thread,
                               .pool = pool.name(),
                               .actor = "blocking." + pool.name(),
                               .messages = job.name,
                               .request_id = job.request_id,
                               .since = job.since,
                               .began = {}},
                              now);
    still.emplace(std::move(key), number);
  }
}

std::uint64_t watchdog::begin(incident what, http::time_point now) {
  what.lasted = now - what.since;
  const auto age =
      std::chrono::duration_cast<std::chrono::system_clock::duration>(
          what.lasted);
  what.began = std::chrono::system_clock::now() - age;
  tell_.on_begin(what);
  return log_.begin(std::move(what));
}

void watchdog::end(std::uint64_t number, http::time_point now) {
  tell_.on_end(log_.end(number, now));
}

} // namespace smokehouse::actors
