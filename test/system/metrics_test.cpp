#include "test/support/promtool.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace smokehouse::test;

namespace {

/// A service that has answered, refused and lost some.
void work(service& smokehouse) {
  for (int i = 0; i < 3; ++i)
    for (std::string path : {"/", "/smoke_some_meats/", "/burn_some_meats/",
                             "/async/", "/nothing"})
      smokehouse.get(path);
  REQUIRE(smokehouse.shows(
      [](const auto& stats) { return count(stats, "/background/done") == 3; }));
}

/// The sum over the samples of a metric whose labels hold `part`.
double sum(const std::string& page, const std::string& metric,
           const std::string& part = {}) {
  std::istringstream lines(page);
  double result = 0;
  bool found = false;
  for (std::string line; std::getline(lines, line);) {
    // NAME{LABEL="VALUE",...} VALUE [TIME]
    auto end = line.find_first_of("{ ");
    if (line.substr(0, end) != metric || line.find(part) == line.npos)
      continue;
    found = true;
    auto value = line[end] == '{' ? line.find("} ", end) + 2 : end + 1;
    result += std::stod(line.substr(value));
  }
  CHECK_MESSAGE(found, metric << " is missing");
  return result;
}

} // namespace

TEST_CASE("the metrics please promtool") {
  service smokehouse(quick());
  work(smokehouse);
  auto answer = smokehouse.get("/metrics");
  CHECK(answer.status == 200);
  CHECK(answer.fields["content-type"]
        == "text/plain; version=0.0.4; charset=utf-8");
  CHECK(promtool_complaints(answer.body) == "");
}

TEST_CASE("the metrics and the stats agree") {
  // On one thread an answer is counted before the next request is read.
  service smokehouse(quick() + options{"--caf.scheduler.max-threads=1"});
  work(smokehouse);
  auto stats = smokehouse.stats();
  auto page = smokehouse.get("/metrics").body;
  // Between the two, the request for the stats has been answered.
  constexpr auto http = "smokehouse_http_requests_";
  auto requests = [&](const std::string& name) {
    return sum(page, http + name);
  };
  CHECK(requests("accepted_total")
        == count(stats, "/http/requests/accepted") + 1);
  CHECK(requests("answered_total")
        == count(stats, "/http/requests/answered") + 1);
  CHECK(requests("shed_total") == count(stats, "/http/requests/shed"));
  CHECK(requests("cancelled_total")
        == count(stats, "/http/requests/cancelled"));
  CHECK(requests("in_flight") == 1);
  CHECK(sum(page, "smokehouse_blocking_threads", "burn")
        == count(entry(stats, "/blocking", "pool", "burn"), "/threads"));
  CHECK(sum(page, "smokehouse_background_done_total")
        == count(stats, "/background/done"));
  const auto& smoke = entry(stats, "/http/routes", "path", "/smoke_some_meats");
  CHECK(sum(page, "smokehouse_http_request_duration_seconds_count",
            "\"/smoke_some_meats\"")
        == count(smoke, "/latency_s/count"));
  const auto& index = entry(stats, "/actors", "name", "view.index");
  CHECK(sum(page, "caf_actor_processing_time_seconds_count", "\"view.index\"")
        == count(index, "/messages"));
}

TEST_CASE("the metrics' own sums add up") {
  service smokehouse(quick());
  work(smokehouse);
  for (int i = 0; i < 20; ++i) {
    auto page = smokehouse.get("/metrics").body;
    constexpr auto http = "smokehouse_http_requests_";
    auto requests = [&](const std::string& name) {
      return sum(page, http + name);
    };
    CHECK(requests("accepted_total")
          == requests("answered_total") + requests("shed_total")
                 + requests("cancelled_total") + requests("in_flight"));
  }
}
