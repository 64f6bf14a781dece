#include "app/service.hpp"

#include "actors/metrics/process_metrics.hpp"
#include "actors/metrics/work_metrics.hpp"
#include "actors/runtime/shard_coordinator.hpp"
#include "app/supervision_rules.hpp"
#include "app/types.hpp"
#include "app/version.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>

namespace smokehouse::app {

namespace {

constexpr auto starting = "starting";

/// Before the first look at the configuration of the actor system.
const caf::settings& with_types(const caf::settings& content) {
  register_message_types();
  return content;
}

actors::watchdog_settings limits_of(const settings& from) {
  return {.threshold = from.watchdog.threshold,
          .unready_after = from.watchdog.unready_after,
          .job_limit = from.blocking.busy_limit};
}

actors::watchdog::listeners log_incidents(std::shared_ptr<spdlog::logger> log) {
  return {[log](const actors::incident& what) {
            log->warn("blocked for {:.3f} s: {}", what.lasted.count(),
                      actors::describe(what));
          },
          [log](const actors::incident& what) {
            log->warn("no longer blocked, after {:.3f} s: {}",
                      what.lasted.count(), actors::describe(what));
          }};
}

} // namespace

service::service(configuration config, logging& log,
                 const system_preparation& prepare)
    : config_(std::move(config)),
      log_(log),
      access_(log.out(), config_.values.log.format),
      listeners_(config_.values, log.service()),
      upstream_(config_.values.upstream, log.service()),
      info_("smokehouse", std::string{version}, config_.values.shards,
            readiness_),
      system_config_(with_types(config_.caf)),
      jobs_(std::make_shared<actors::background_list>(
          config_.values.background.max_jobs)) {
  readiness_.add(starting);
  if (prepare)
    prepare(system_config_);
  system_.emplace(system_config_);
  // What ends it ends its actors one by one; a handle left over somewhere must
  // not hold up the end.
  system_->await_actors_before_shutdown(false);
  hub_.emplace(system_->metrics());
  insight_.emplace(system_config_.probe(), *hub_, readiness_,
                   limits_of(config_.values), log_incidents(log.service()));
  live_.emplace(*hub_, info_, live_parts());
  entrance_.emplace(config_.values.admin,
                    inside{*hub_, *live_, *insight_, info_, readiness_, log_});
  connections_ = std::make_shared<http::connection_limit>(
      config_.values.http.max_connections);
  const auto& http = config_.values.http;
  limits_ = std::make_shared<actors::overload_limits>(
      http.max_in_flight, http.max_in_flight_per_route, config_.values.shards);
  const auto& bounds = config_.values.blocking;
  pools_.emplace(pools{
      actors::blocking_pool{*system_, "burn", bounds.threads, bounds.queue},
      actors::blocking_pool{*system_, "sync", bounds.threads, bounds.queue}});
  supervision_.emplace(
      *system_,
      std::vector{pools_->burn.supervised(), pools_->sync.supervised()},
      rules_of(config_.values.supervision, log_.service(), readiness_, ""));
}

service::~service() {
  // They show what ends now.
  entrance_->stop();
  live_->stop();
  insight_->stop();
  hub_->close();
  shards_.clear();
  upstream_.close();
  supervision_.reset();
  pools_->burn.stop();
  pools_->sync.stop();
  pools_.reset();
  // A view may still be at it, and show the inside, until its system is gone.
  system_.reset();
}

std::optional<std::string> service::start() {
  if (auto wrong = listeners_.read_certificates())
    return wrong;
  if (auto wrong = entrance_->read_token())
    return wrong;
  if (auto wrong = upstream_.open())
    return wrong;
  for (auto& shard : actors::shard_coordinator::of(*system_)->shards())
    shards_.push_back(std::make_unique<shard_service>(
        *shard, context_for(*shard), access_observer(), log_.service()));
  publish_metrics();
  inspect();
  if (auto wrong = entrance_->start(access_observer()))
    return wrong;
  if (auto wrong = listeners_.start(shards_))
    return wrong;
  live_->start();
  readiness_.remove(starting);
  return std::nullopt;
}

std::optional<std::uint16_t> service::admin_port() const {
  return entrance_->port();
}

void service::drain(std::function<void()> done) {
  readiness_.add("draining");
  live_->stop(); // its streams would go on for ever
  auto left = std::make_shared<std::atomic<std::size_t>>(shards_.size());
  // A job of a pool may have lost its client, or belong to a background job.
  auto pools_idle = [this, done = std::move(done)] {
    pools_->burn.when_idle([this, done] { pools_->sync.when_idle(done); });
  };
  auto then = [jobs = jobs_, left, pools_idle = std::move(pools_idle)] {
    if (--*left == 0)
      jobs->when_empty(pools_idle);
  };
  for (auto& shard : shards_)
    shard->drain(then);
}

work_left service::left() const {
  constexpr auto most = work_left::most_listed;
  work_left result;
  result.request_count = done().requests.in_flight;
  for (const auto& shard : shards_)
    for (auto& one : shard->requests()->in_flight(most))
      result.requests.push_back(std::move(one));
  std::sort(result.requests.begin(), result.requests.end(),
            [](auto& a, auto& b) { return a.age > b.age; });
  result.requests.resize(std::min(result.requests.size(), most));
  result.background_count = jobs_->count().running;
  result.background = jobs_->running(most);
  for (const auto* pool : {&pools_->burn, &pools_->sync}) {
    result.blocking_count += pool->load().busy() + pool->load().queued;
    for (auto& job : pool->load().jobs.list(most))
      result.blocking.push_back({pool->name(), std::move(job)});
  }
  for (auto& one : insight_->stuck())
    if (one.where == actors::incident::place::shard)
      result.stuck.push_back(std::move(one));
  return result;
}

work_done service::done() const {
  work_done result{.requests = {}, .background = jobs_->count()};
  for (const auto& shard : shards_)
    result.requests += shard->counters().requests();
  return result;
}

http::observer* service::access_observer() {
  const auto& log = config_.values.log;
  return log.access && log.format != log_format::none ? &access_ : nullptr;
}

shard_context service::context_for(actors::shard& shard) {
  return {
      *system_,
      config_.values,
      upstream_.url(),
      *hub_,
      readiness_,
      *pools_,
      log_.out(),
      upstream_.connect(shard.context().get_executor(), config_.values.shards),
      actors::background{*system_, jobs_},
      {},
      upstream_.for_blocking(),
      connections_,
      limits_,
      entrance_->main_routes()};
}

/// What the live page has besides the stats, a line for each part.
std::vector<actors::live_part> service::live_parts() {
  return {{"requests", [this] { return insight_->requests_json(); }},
          {"map", [this] { return insight_->map_json(); }}};
}

void service::publish_metrics() {
  actors::publish_process(*hub_);
  actors::publish_background(*hub_, jobs_);
  for (const auto* pool : {&pools_->burn, &pools_->sync})
    actors::publish_pool(*hub_, *pool);
  upstream_.publish(*hub_);
}

void service::inspect() {
  auto shards = actors::shard_coordinator::of(*system_)->shards();
  for (std::size_t i = 0; i < shards_.size(); ++i)
    insight_->watch(*shards[i], shards_[i]->requests());
  insight_->watch(pools_->burn);
  insight_->watch(pools_->sync);
  insight_->name_routes(shards_.front()->paths());
  insight_->start();
}

} // namespace smokehouse::app
