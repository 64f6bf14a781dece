#include "actors/metrics/actor_counts.hpp"
#include "actors/metrics/hub.hpp"
#include "actors/metrics/instruments.hpp"
#include "actors/metrics/stats_json.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::actors;
namespace json = boost::json;

namespace {

using names = std::vector<std::string>;

service_info info() {
  return {.name = "smokehouse",
          .version = "1.2.3",
          .pid = 42,
          .uptime = std::chrono::milliseconds{2500},
          .reasons = {"draining"},
          .shards = 2};
}

/// The members of an object, in their order.
names members(const json::value& of) {
  names result;
  for (const auto& member : of.as_object())
    result.emplace_back(member.key());
  return result;
}

struct fixture {
  json::value stats() {
    return json::parse(
        stats_json(service_stats::of(metrics_reading::of(registry)), info()));
  }

  void gauge(std::string_view prefix, std::string_view name, std::int64_t n,
             metric_labels labels = {}) {
    gauge_of(registry, {prefix, name, "Help."}, labels)->value(n);
  }

  void count(std::string_view prefix, std::string_view name, std::int64_t n,
             metric_labels labels = {}) {
    counter_of(registry, {prefix, name, "Help."}, labels)->inc(n);
  }

  metric_registry registry;
};

} // namespace

TEST_CASE_FIXTURE(fixture,
                  "the members of schema 1 are there without figures") {
  auto all = stats();
  CHECK(members(all)
        == names{"schema", "service", "process", "http", "actors", "blocking",
                 "background", "upstreams", "shards", "blocked", "incidents"});
  CHECK(all.at("schema") == 1);
  CHECK(members(all.at("process"))
        == names{"rss_bytes", "cpu_s", "open_fds", "threads"});
  CHECK(members(all.at("http"))
        == names{"connections", "requests", "refused", "cancellations",
                 "timeouts", "routes"});
  CHECK(members(all.at("http").at("connections"))
        == names{"open", "accepted", "refused", "tls"});
  CHECK(members(all.at("http").at("connections").at("tls"))
        == names{"open", "handshakes", "resumed", "failed"});
  CHECK(members(all.at("http").at("requests"))
        == names{"accepted", "answered", "shed", "cancelled", "in_flight"});
  CHECK(members(all.at("background"))
        == names{"running", "done", "failed", "dropped", "rejected", "jobs"});
  for (const auto* list : {"actors", "blocking", "upstreams", "shards"})
    CHECK(all.at(list).as_array().empty());
}

TEST_CASE_FIXTURE(fixture,
                  "the service says what it is and why it is not ready") {
  auto service = stats().at("service");
  CHECK(service.at("name") == "smokehouse");
  CHECK(service.at("version") == "1.2.3");
  CHECK(service.at("pid") == 42);
  CHECK(service.at("uptime_s") == 2.5);
  CHECK(service.at("ready") == false);
  CHECK(service.at("reasons") == json::value{"draining"});
  CHECK(service.at("shards") == 2);
}

TEST_CASE_FIXTURE(fixture, "an actor has CAF's figures and ours") {
  auto counts = counts_of(registry, "view.index");
  counts.running->inc(2);
  counts.failures->inc(3);
  counts.restarts->inc(1);
  latency_histogram_of(registry,
                       {"caf.actor", "processing-time", "T.", "seconds"},
                       {{"name", "view.index"}})
      ->observe(0.5);
  auto* waited = latency_histogram_of(
      registry, {"caf.actor", "mailbox-time", "T.", "seconds"},
      {{"name", "view.index"}});
  waited->observe(1);
  waited->observe(2);
  gauge("caf.actor", "mailbox-size", 7, {{"name", "view.index"}});
  auto actors = stats().at("actors");
  REQUIRE(actors.as_array().size() == 1);
  auto view = actors.at(0);
  CHECK(members(view)
        == names{"name", "running", "messages", "mailbox_size",
                 "mailbox_time_s", "processing_time_s", "failures", "restarts",
                 "restart_reasons", "blocked"});
  CHECK(view.at("name") == "view.index");
  CHECK(view.at("running") == 2);
  CHECK(view.at("messages") == 1);
  CHECK(view.at("mailbox_size") == 7);
  CHECK(members(view.at("mailbox_time_s"))
        == names{"count", "mean", "p50", "p99"});
  CHECK(view.at("mailbox_time_s").at("count") == 2);
  CHECK(view.at("mailbox_time_s").at("mean") == 1.5);
  CHECK(view.at("processing_time_s").at("mean") == 0.5);
  CHECK(view.at("failures") == 3);
  CHECK(view.at("restarts") == 1);
}

TEST_CASE_FIXTURE(fixture, "actors are listed by name, without CAF's own") {
  for (const auto* name : {"view.sync", "caf.system.spawn-server", "front"})
    counts_of(registry, name);
  latency_histogram_of(registry,
                       {"caf.actor", "processing-time", "T.", "seconds"},
                       {{"name", "helper"}});
  names listed;
  auto actors = stats().at("actors");
  for (const auto& actor : actors.as_array())
    listed.emplace_back(actor.at("name").as_string());
  CHECK(listed == names{"front", "helper", "view.sync"});
}

TEST_CASE_FIXTURE(fixture, "pools of threads are listed") {
  constexpr auto prefix = "smokehouse.blocking";
  gauge(prefix, "threads", 64, {{"pool", "burn"}});
  gauge(prefix, "busy", 3, {{"pool", "burn"}});
  gauge(prefix, "queued", 2, {{"pool", "burn"}});
  count(prefix, "rejected", 1, {{"pool", "burn"}});
  real_gauge_of(registry, {prefix, "oldest", "Age.", "seconds"},
                {{"pool", "burn"}})
      ->value(4.5);
  auto pool = stats().at("blocking").at(0);
  CHECK(pool
        == json::value{{"pool", "burn"},
                       {"threads", 64},
                       {"busy", 3},
                       {"queued", 2},
                       {"rejected", 1},
                       {"skipped", 0},
                       {"oldest_s", 4.5},
                       {"jobs", json::array{}}});
}

TEST_CASE_FIXTURE(fixture, "background jobs are counted") {
  constexpr auto prefix = "smokehouse.background";
  gauge(prefix, "running", 1);
  count(prefix, "done", 2);
  count(prefix, "failed", 3);
  count(prefix, "dropped", 4);
  count(prefix, "rejected", 5);
  CHECK(stats().at("background")
        == json::value{{"running", 1},
                       {"done", 2},
                       {"failed", 3},
                       {"dropped", 4},
                       {"rejected", 5},
                       {"jobs", json::array{}}});
}

TEST_CASE_FIXTURE(fixture, "names are escaped as JSON wants it") {
  counts_of(registry, "a \"quoted\" name");
  CHECK(stats().at("actors").at(0).at("name") == "a \"quoted\" name");
}

TEST_CASE_FIXTURE(fixture, "what is stuck says where, in what, and for whom") {
  service_stats with;
  with.blocked.push_back({.where = incident::place::shard,
                          .index = 1,
                          .pool = {},
                          .actor = "view.burn",
                          .messages = "action",
                          .request_id = "7f",
                          .since = {},
                          .began = {},
                          .lasted = std::chrono::milliseconds{1500}});
  with.incidents.push_back(
      {.where = incident::place::thread,
       .index = 3,
       .pool = "sync",
       .actor = "blocking.sync",
       .messages = "/sync/ 7f",
       .request_id = "7f",
       .since = {},
       .began = std::chrono::system_clock::time_point{std::chrono::hours{1}},
       .lasted = std::chrono::seconds{31},
       .over = true});
  auto all = json::parse(stats_json(with, info()));
  CHECK(all.at("blocked").at(0)
        == json::value({{"kind", "shard"},
                        {"actor", "view.burn"},
                        {"messages", "action"},
                        {"shard", 1},
                        {"pool", ""},
                        {"thread", nullptr},
                        {"request_id", "7f"},
                        {"age_s", 1.5}}));
  CHECK(all.at("incidents").at(0)
        == json::value({{"kind", "thread"},
                        {"actor", "blocking.sync"},
                        {"messages", "/sync/ 7f"},
                        {"shard", nullptr},
                        {"pool", "sync"},
                        {"thread", 3},
                        {"request_id", "7f"},
                        {"began", 3600.0},
                        {"duration_s", 31.0},
                        {"over", true}}));
}
