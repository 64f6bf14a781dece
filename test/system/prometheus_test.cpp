#include "test/support/eventually.hpp"
#include "test/support/ports.hpp"
#include "test/support/temporary_file.hpp"
#include "test/support/temporary_folder.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::test;

namespace {

/// Debian's prometheus, which scrapes one service, with a folder of its own.
class prometheus {
public:
  explicit prometheus(std::uint16_t target)
      : config_("global:\n  scrape_interval: 1s\nscrape_configs:\n"
                "  - job_name: smokehouse\n    static_configs:\n"
                "      - targets: ['127.0.0.1:"
                + std::to_string(target) + "']\n"),
        port_(free_port()),
        process_({.argv = {"prometheus", "--config.file=" + config_.path(),
                           "--storage.tsdb.path=" + folder_.path(),
                           "--web.listen-address=127.0.0.1:"
                               + std::to_string(port_)}}) {
    REQUIRE(wait_for_port(port_, patience));
  }

  ~prometheus() {
    process_.signal(SIGTERM);
    process_.wait(patience); // before its folder goes
  }

  /// The value of an expression in PromQL, or -1 while there is none. In the
  /// expression, what a URL does not allow is escaped already.
  double value_of(const std::string& expression) {
    raw_client client{port_};
    client.send(get("/api/v1/query?query=" + expression));
    auto raw = client.read_answer();
    if (raw.status != 200)
      return -1; // it is still reading its own log
    auto answer = boost::json::parse(raw.body);
    const auto& result = answer.at_pointer("/data/result").as_array();
    if (result.empty())
      return -1;
    return std::stod(std::string{result.at(0).at("value").at(1).as_string()});
  }

private:
  temporary_file config_;
  temporary_folder folder_;
  unsigned short port_;
  child_process process_;
};

} // namespace

TEST_CASE("a query of Prometheus returns what the stats say") {
  service smokehouse(quick());
  for (int i = 0; i < 7; ++i)
    CHECK(smokehouse.get("/").status == 200);
  CHECK(smokehouse.get("/smoke_some_meats/").status == 200);
  prometheus scraper{smokehouse.port()};
  auto stats = smokehouse.stats();
  const auto& route = entry(stats, "/http/routes", "path", "/");
  CHECK(count(route, "/answered/2xx") == 7);
  // sum(smokehouse_http_route_answered_total{route="/",class="2xx"})
  CHECK(eventually([&] {
    return scraper.value_of("sum(smokehouse_http_route_answered_total%7B"
                            "route=%22/%22,class=%222xx%22%7D)")
           == 7;
  }));
  // sum(caf_actor_processing_time_seconds_count{name="fetcher.flavor"})
  CHECK(eventually([&] {
    auto now = smokehouse.stats();
    const auto& actor = entry(now, "/actors", "name", "fetcher.flavor");
    return scraper.value_of("sum(caf_actor_processing_time_seconds_count%7B"
                            "name=%22fetcher.flavor%22%7D)")
           == static_cast<double>(count(actor, "/messages"));
  }));
}
