#include "actors/insight/inspector.hpp"

#include "actors/insight/requests_json.hpp"
#include "actors/metrics/instruments.hpp"

#include <algorithm>

namespace smokehouse::actors {

namespace {

using namespace std::chrono_literals;

/// Each wakes a shard that is idle.
constexpr auto beats_apart = 250ms;
constexpr auto samples_apart = 1s;

/// From one look to the next: a quarter of what is noticed.
http::duration period_of(const watchdog_settings& settings) {
  return std::clamp<http::duration>(settings.threshold / 4, 5ms, beats_apart);
}

} // namespace

inspector::inspector(const message_probe& probe, metrics_hub& hub,
                     readiness& state, watchdog_settings settings,
                     watchdog::listeners tell)
    : hub_(hub),
      watchdog_(settings, probe.names(), state, counting(std::move(tell))),
      map_(probe) {
  // nop
}

inspector::~inspector() {
  stop();
}

void inspector::watch(shard& one, std::shared_ptr<const request_log> requests) {
  watchdog_.watch({&one.activity(), [this, &activity = one.activity()] {
                     return id_of(activity.request());
                   }});
  map_.watch(one.activity().edges);
  pulses_.push_back(std::make_unique<shard_pulse>(one));
  requests_.push_back(std::move(requests));
}

void inspector::watch(const blocking_pool& pool) {
  watchdog_.watch(pool);
}

void inspector::name_routes(std::vector<std::string> paths) {
  routes_ = std::move(paths);
}

void inspector::start() {
  publish_shards();
  hub_.on_stats([this](service_stats& stats) { describe(stats); });
  thread_ = std::thread{[this] { run(); }};
}

void inspector::stop() {
  {
    std::lock_guard guard{mutex_};
    stopped_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable())
    thread_.join();
  watchdog_.forget_pools();
}

std::string inspector::map_json() const {
  return actors::map_json(map_.edges(), running_actors(hub_));
}

std::string inspector::map_dot() const {
  return actors::map_dot(map_.edges());
}

std::string inspector::requests_json() const {
  std::vector<const request_log*> logs;
  for (const auto& one : requests_)
    logs.push_back(one.get());
  return actors::requests_json(logs, routes_);
}

std::string inspector::id_of(std::uint64_t serial) const {
  std::string result;
  if (serial != 0)
    for (const auto& log : requests_)
      result += log->id_of(serial); // in one of them, if any
  return result;
}

void inspector::run() {
  const auto period = period_of(watchdog_.settings());
  std::unique_lock guard{mutex_};
  while (!stopped_) {
    guard.unlock();
    const auto now = http::clock::now();
    watchdog_.look(now);
    beat_and_sample(now);
    guard.lock();
    changed_.wait_until(guard, now + period, [this] { return stopped_; });
  }
}

void inspector::beat_and_sample(http::time_point now) {
  if (now - beaten_ >= beats_apart) {
    for (auto& one : pulses_)
      one->beat(now);
    beaten_ = now;
  }
  if (now - sampled_ >= samples_apart) {
    for (auto& one : pulses_)
      one->sample(now);
    map_.sample(now);
    sampled_ = now;
  }
}

void inspector::publish_shards() {
  for (std::size_t i = 0; i < pulses_.size(); ++i) {
    auto index = std::to_string(i);
    metric_labels label = {{"shard", index}};
    auto* busy = real_gauge_of(
        hub_.registry(),
        {"smokehouse.shard", "busy",
         "Share of a processor that a shard used in the last second."},
        label);
    auto* lag =
        real_gauge_of(hub_.registry(),
                      {"smokehouse.shard", "lag",
                       "How late a handler of a shard's loop runs.", "seconds"},
                      label);
    hub_.on_collect([busy, lag, pulse = pulses_[i].get()] {
      busy->value(pulse->busy());
      const std::chrono::duration<double> late = pulse->lag(http::clock::now());
      lag->value(late.count());
    });
  }
}

void inspector::describe(service_stats& stats) const {
  const auto now = http::clock::now();
  stats.blocked = watchdog_.log().blocked(now);
  stats.incidents = watchdog_.log().recent(now);
}

watchdog::listeners inspector::counting(watchdog::listeners tell) {
  auto count = [this](const incident& what) {
    counter_of(hub_.registry(),
               {"smokehouse.actor", "blocked",
                "Times that actors of a name kept a shard or a thread for too "
                "long."},
               {{"name", what.actor}})
        ->inc();
  };
  return {[count, next = std::move(tell.on_begin)](const incident& what) {
            count(what);
            next(what);
          },
          std::move(tell.on_end)};
}

} // namespace smokehouse::actors
