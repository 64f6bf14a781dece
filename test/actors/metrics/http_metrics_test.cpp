#include "actors/metrics/http_metrics.hpp"
#include "actors/metrics/service_stats.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <map>
#include <sstream>
#include <thread>

using namespace smokehouse;
using actors::service_stats;

namespace {

struct fixture {
  fixture() {
    publish_server(hub, 0, servers[0]);
    publish_server(hub, 1, servers[1]);
  }

  caf::telemetry::metric_registry registry;
  actors::metrics_hub hub{registry};
  http::server_counters servers[2];
};

/// The sum over all shards of each family in Prometheus' text.
std::map<std::string, std::int64_t> sums_of(const std::string& text) {
  std::map<std::string, std::int64_t> result;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);)
    if (!line.starts_with("#")) {
      auto name = line.substr(0, line.find('{'));
      result[name] += std::stoll(line.substr(line.find(' ')));
    }
  return result;
}

bool adds_up(const actors::request_stats& r) {
  return r.accepted == r.answered + r.shed + r.cancelled + r.in_flight;
}

bool adds_up(const std::string& text) {
  auto sums = sums_of(text);
  auto prefix = std::string{"smokehouse_http_requests_"};
  return sums[prefix + "accepted_total"]
         == sums[prefix + "answered_total"] + sums[prefix + "shed_total"]
                + sums[prefix + "cancelled_total"] + sums[prefix + "in_flight"];
}

/// Counts as a server does, until told to stop.
void work(http::server_counters& at, const std::atomic<bool>& stop) {
  while (!stop) {
    at.accepted.add(4);
    at.answered.add(2);
    at.shed.add();
    at.cancelled.add();
  }
}

} // namespace

TEST_CASE_FIXTURE(fixture, "the figures of all servers are published") {
  servers[0].connections_open.add(2);
  servers[0].connections_accepted.add(3);
  servers[0].connections_refused.add(1);
  servers[0].accepted.add(10);
  servers[0].answered.add(4);
  servers[1].accepted.add(5);
  servers[1].shed.add(2);
  servers[1].cancelled.add(1);
  servers[1].bytes_in.add(100);
  servers[1].bytes_out.add(200);
  auto reading = hub.read();
  auto stats = service_stats::of(reading);
  CHECK(stats.http.connections.open == 2);
  CHECK(stats.http.connections.accepted == 3);
  CHECK(stats.http.connections.refused == 1);
  CHECK(stats.http.requests.accepted == 15);
  CHECK(stats.http.requests.answered == 4);
  CHECK(stats.http.requests.shed == 2);
  CHECK(stats.http.requests.cancelled == 1);
  CHECK(stats.http.requests.in_flight == 8);
  CHECK(reading.count("smokehouse.http.received") == 100);
  CHECK(reading.count("smokehouse.http.sent") == 200);
}

TEST_CASE_FIXTURE(fixture, "so are those of TLS") {
  servers[0].tls.open.add(2);
  servers[0].tls.handshakes.add(5);
  servers[1].tls.handshakes.add(1);
  servers[1].tls.resumed.add(3);
  servers[1].tls.failed.add(4);
  auto stats = service_stats::of(hub.read());
  const auto& tls = stats.http.connections.tls;
  CHECK(tls.open == 2);
  CHECK(tls.handshakes == 6);
  CHECK(tls.resumed == 3);
  CHECK(tls.failed == 4);
  CHECK(stats.shards.at(0).connections.tls.handshakes == 5);
  CHECK(stats.shards.at(1).connections.tls.failed == 4);
}

TEST_CASE_FIXTURE(fixture, "each shard is told apart") {
  servers[0].accepted.add(1);
  servers[1].accepted.add(2);
  auto shards = service_stats::of(hub.read()).shards;
  REQUIRE(shards.size() == 2);
  CHECK(shards[0].index == "0");
  CHECK(shards[0].requests.accepted == 1);
  CHECK(shards[1].index == "1");
  CHECK(shards[1].requests.in_flight == 2);
}

TEST_CASE_FIXTURE(fixture, "gauges go down again, counters do not") {
  servers[0].connections_open.add(2);
  servers[0].connections_accepted.add(2);
  hub.read();
  servers[0].connections_open.subtract(2);
  auto stats = service_stats::of(hub.read());
  CHECK(stats.http.connections.open == 0);
  CHECK(stats.http.connections.accepted == 2);
}

TEST_CASE_FIXTURE(fixture,
                  "every scrape under load adds up, in either format") {
  std::atomic<bool> stop = false;
  std::thread first{[&] { work(servers[0], stop); }};
  std::thread second{[&] { work(servers[1], stop); }};
  auto wrong = 0;
  for (auto i = 0; i < 200; ++i) {
    wrong += !adds_up(service_stats::of(hub.read()).http.requests);
    wrong += !adds_up(hub.prometheus());
  }
  stop = true;
  first.join();
  second.join();
  CHECK(wrong == 0);
}
