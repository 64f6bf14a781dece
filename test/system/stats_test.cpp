#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace smokehouse::test;

using boost::json::value;

namespace {

using names = std::set<std::string>;

names keys(const value& from) {
  names result;
  for (const auto& [key, ignored] : from.as_object())
    result.insert(key);
  return result;
}

void check_duration(const value& from) {
  CHECK(keys(from) == names{"count", "mean", "p50", "p99"});
  CHECK(count(from, "/count") >= 0);
  CHECK(from.at("mean").to_number<double>() >= 0);
  CHECK(from.at("p50").to_number<double>()
        <= from.at("p99").to_number<double>());
}

const value& route(const value& stats, std::string_view path) {
  return entry(stats, "/http/routes", "path", path);
}

} // namespace

TEST_CASE("the stats are JSON and have all parts of schema 1") {
  service smokehouse;
  auto answer = smokehouse.get("/stats");
  CHECK(answer.status == 200);
  CHECK(answer.fields["content-type"] == "application/json");
  auto stats = smokehouse.stats();
  CHECK(count(stats, "/schema") == 1);
  CHECK(keys(stats)
        == names{"schema", "service", "process", "http", "actors", "blocking",
                 "background", "upstreams", "shards", "blocked", "incidents"});
  CHECK(keys(stats.at("http"))
        == names{"connections", "requests", "refused", "cancellations",
                 "timeouts", "routes"});
  CHECK(keys(stats.at_pointer("/http/requests"))
        == names{"accepted", "answered", "shed", "cancelled", "in_flight"});
  CHECK(keys(stats.at("background"))
        == names{"running", "done", "failed", "dropped", "rejected", "jobs"});
}

TEST_CASE("the stats name every route and how it is doing") {
  service smokehouse;
  auto stats = smokehouse.stats();
  for (std::string path : {"/", "/async", "/sync", "/smoke_some_meats",
                           "/burn_some_meats", "/sync_to_async", "/admin"}) {
    CAPTURE(path);
    const auto& one = route(stats, path);
    CHECK(count(one, "/in_flight") == 0);
    CHECK(one.at("answered").is_object());
    check_duration(one.at("latency_s"));
  }
}

TEST_CASE("the stats name every actor with its messages and times") {
  service smokehouse({"--caf.scheduler.max-threads=2"});
  auto stats = smokehouse.stats();
  CHECK(stats.at("shards").as_array().size() == 2);
  for (std::string name : {"front", "view.index", "view.smoke_some_meats",
                           "fetcher.flavor", "fetcher.smokables"}) {
    CAPTURE(name);
    const auto& one = entry(stats, "/actors", "name", name);
    CHECK(keys(one)
          == names{"name", "running", "messages", "mailbox_size",
                   "mailbox_time_s", "processing_time_s", "failures",
                   "restarts", "restart_reasons", "blocked"});
    // One on each shard.
    CHECK(count(one, "/running") == 2);
    CHECK(count(one, "/restarts") == 0);
    check_duration(one.at("mailbox_time_s"));
    check_duration(one.at("processing_time_s"));
  }
}

TEST_CASE("the stats name both pools of threads") {
  service smokehouse;
  auto stats = smokehouse.stats();
  for (std::string name : {"burn", "sync"})
    CHECK(keys(entry(stats, "/blocking", "pool", name))
          == names{"pool", "threads", "busy", "queued", "rejected", "skipped",
                   "oldest_s", "jobs"});
}

TEST_CASE("the stats name what the threads of a pool do, and for whom") {
  service smokehouse(
      {"--burn.duration=1h", "--blocking.threads=1", "--shutdown.grace=0s"});
  auto held = smokehouse.ask(2, "/burn_some_meats/");
  CHECK(smokehouse.shows([](const value& stats) {
    const auto& pool = entry(stats, "/blocking", "pool", "burn");
    return count(pool, "/busy") == 1 && count(pool, "/queued") == 1;
  }));
  auto stats = smokehouse.stats();
  const auto& jobs =
      entry(stats, "/blocking", "pool", "burn").at("jobs").as_array();
  REQUIRE(jobs.size() == 1);
  CHECK(count(jobs[0], "/thread") == 1);
  CHECK(jobs[0].at("name").as_string().starts_with("/burn_some_meats/ "));
  CHECK(jobs[0].at("age_s").to_number<double>() >= 0);
}

TEST_CASE("the stats tell how far a background job is") {
  service smokehouse(
      {"--tick.interval=1h", "--tick.count=7", "--shutdown.grace=0s"});
  smokehouse.get("/async/");
  CHECK(smokehouse.shows([](const value& stats) {
    return count(stats, "/background/running") == 1;
  }));
  auto stats = smokehouse.stats();
  const auto& jobs = stats.at_pointer("/background/jobs").as_array();
  REQUIRE(jobs.size() == 1);
  CHECK(jobs[0].at("name") == "async");
  CHECK(count(jobs[0], "/done") == 0);
  CHECK(count(jobs[0], "/total") == 8);
}

TEST_CASE("a route counts its answers by their class, and their times") {
  service smokehouse(quick() + options{"--smoke.smokables-delay=200ms"});
  for (int i = 0; i < 10; ++i)
    smokehouse.get("/smoke_some_meats/");
  raw_client{smokehouse.port()}
      .send("POST /smoke_some_meats HTTP/1.0\r\n\r\n")
      .read_to_end();
  REQUIRE(smokehouse.shows([](const value& stats) {
    return count(route(stats, "/smoke_some_meats"), "/latency_s/count") == 11;
  }));
  auto stats = smokehouse.stats();
  const auto& smoke = route(stats, "/smoke_some_meats");
  CHECK(count(smoke, "/answered/2xx") == 10);
  CHECK(count(smoke, "/answered/4xx") == 1);
  // Ten of eleven took 200 ms or a little more.
  CHECK(smoke.at_pointer("/latency_s/p50").to_number<double>() >= 0.15);
  CHECK(smoke.at_pointer("/latency_s/p99").to_number<double>() < 20.0);
}

TEST_CASE("messages of an actor are counted") {
  service smokehouse(quick());
  for (int i = 0; i < 25; ++i)
    smokehouse.get("/");
  CHECK(smokehouse.shows([](const value& stats) {
    const auto& index = entry(stats, "/actors", "name", "view.index");
    return count(index, "/messages") == 25;
  }));
}

TEST_CASE("a client that leaves is counted as cancelled") {
  service smokehouse({"--smoke.smokables-delay=1h"});
  auto waiting = smokehouse.ask(2, "/smoke_some_meats/");
  REQUIRE(smokehouse.shows(
      [](const auto& stats) { return in_flight(stats) == 2; }));
  CHECK(count(route(smokehouse.stats(), "/smoke_some_meats"), "/in_flight")
        == 2);
  waiting[0]->reset();
  waiting[1]->close();
  CHECK(smokehouse.shows([](const auto& stats) {
    return count(stats, "/http/requests/cancelled") == 2
           && in_flight(stats) == 0;
  }));
  auto stats = smokehouse.stats();
  CHECK(adds_up(stats));
  CHECK(count(route(stats, "/smoke_some_meats"), "/cancelled") == 2);
  CHECK(smokehouse.prints("499 Client Closed Request"));
}

TEST_CASE("open connections are counted") {
  service smokehouse;
  auto clients = smokehouse.ask(7, "/");
  for (auto& client : clients)
    client->read_answer();
  // Seven and the one that asks.
  CHECK(smokehouse.shows([](const auto& stats) {
    return count(stats, "/http/connections/open") == 8;
  }));
  clients.clear();
  CHECK(smokehouse.shows([](const auto& stats) {
    return count(stats, "/http/connections/open") == 1;
  }));
}

TEST_CASE("the service is alive and ready") {
  service smokehouse;
  CHECK(smokehouse.get("/healthz").status == 200);
  CHECK(smokehouse.get("/readyz/").status == 200);
  CHECK(smokehouse.stats().at_pointer("/service/ready") == true);
}
