#include "app/service.hpp"

#include "actors/metrics/process_metrics.hpp"
#include "actors/metrics/upstream_metrics.hpp"
#include "actors/metrics/work_metrics.hpp"
#include "actors/runtime/shard_coordinator.hpp"
#include "app/port_probe.hpp"
#include "app/types.hpp"
#include "app/version.hpp"

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

} // namespace

service::service(configuration config, const logging& log)
    : config_(std::move(config)),
      log_(log),
      access_(log.out(), config_.values.log.format),
      info_("smokehouse", std::string{version}, config_.values.shards,
            readiness_),
      system_config_(with_types(config_.caf)),
      jobs_(std::make_shared<actors::background_list>()) {
  readiness_.add(starting);
  system_.emplace(system_config_);
  // What ends it ends its actors one by one; a handle left over somewhere must
  // not hold up the end.
  system_->await_actors_before_shutdown(false);
  hub_.emplace(system_->metrics());
  live_.emplace(*hub_, info_, live_parts());
  connections_ = std::make_shared<http::connection_limit>(
      config_.values.http.max_connections);
  const auto& bounds = config_.values.blocking;
  pools_.emplace(pools{
      actors::blocking_pool{*system_, "burn", bounds.threads, bounds.queue},
      actors::blocking_pool{*system_, "sync", bounds.threads, bounds.queue}});
}

service::~service() {
  live_->stop(); // it reads what ends below
  shards_.clear();
  clients_.clear();
  pools_->burn.stop();
  pools_->sync.stop();
  pools_.reset();
  live_.reset();
  hub_.reset();
  system_.reset();
}

std::optional<std::string> service::start() {
  if (auto wrong = connect_upstream())
    return wrong;
  auto* access = config_.values.log.access ? &access_ : nullptr;
  for (auto& shard : actors::shard_coordinator::of(*system_)->shards())
    shards_.push_back(std::make_unique<shard_service>(
        *shard, context_for(*shard), access, log_.service()));
  publish_metrics();
  const auto& http = config_.values.http;
  auto port = free_port(http.address, http.port);
  for (auto& shard : shards_) {
    auto error = port ? shard->listen(*port, shards_.size() > 1) : port.error();
    if (error)
      return "cannot listen on " + http.address + ":"
             + std::to_string(http.port) + ": " + error.message();
  }
  live_->start();
  readiness_.remove(starting);
  return std::nullopt;
}

std::uint16_t service::port() const {
  return shards_.front()->port();
}

void service::drain(std::function<void()> done) {
  readiness_.add("draining");
  live_->stop(); // its streams would go on for ever
  auto left = std::make_shared<std::atomic<std::size_t>>(shards_.size());
  auto then = [jobs = jobs_, left, done = std::move(done)] {
    if (--*left == 0)
      jobs->when_empty(done);
  };
  for (auto& shard : shards_)
    shard->drain(then);
}

std::string service::unfinished() const {
  std::string result;
  auto add = [&](const std::string& what) {
    result += (result.empty() ? "" : ", ") + what;
  };
  http::request_counts requests;
  for (const auto& shard : shards_)
    requests += shard->counters().requests();
  if (requests.in_flight > 0)
    add("requests in flight: " + std::to_string(requests.in_flight));
  for (const auto& job : jobs_->running())
    add("background job: " + job.name);
  for (const auto* pool : {&pools_->burn, &pools_->sync})
    if (auto busy = pool->load().busy.load(); busy > 0)
      add("busy in pool " + pool->name() + ": " + std::to_string(busy));
  return result;
}

shard_context service::context_for(actors::shard& shard) {
  auto client = std::make_shared<const http::client>(
      shard.context().get_executor(), *upstream_url_,
      client_limits(config_.values.upstream, config_.values.shards));
  clients_.push_back(client);
  return {*system_,
          config_.values,
          *upstream_url_,
          info_,
          readiness_,
          *hub_,
          *live_,
          *pools_,
          log_.out(),
          client,
          actors::background{*system_, jobs_},
          {},
          connections_};
}

/// What the live page has besides the stats, a line for each part.
std::vector<actors::live_part> service::live_parts() {
  return {};
}

void service::publish_metrics() {
  actors::publish_process(*hub_);
  actors::publish_background(*hub_, jobs_);
  for (const auto* pool : {&pools_->burn, &pools_->sync})
    actors::publish_pool(*hub_, *pool);
  std::vector<actors::upstream_source> upstreams;
  for (const auto& client : clients_)
    upstreams.push_back(
        {config_.values.upstream.url, [=] { return client->stats(); }});
  actors::publish_upstreams(*hub_, std::move(upstreams));
}

std::optional<std::string> service::connect_upstream() {
  auto text = config_.values.upstream.url;
  if (text == "embedded") {
    if (auto error = embedded_.start())
      return "cannot start the embedded upstream: " + error.message();
    text = embedded_.url();
  }
  auto parsed = http::url::parse(text);
  if (!parsed)
    return "upstream.url: " + parsed.error().message();
  upstream_url_ = *parsed;
  return std::nullopt;
}

} // namespace smokehouse::app
