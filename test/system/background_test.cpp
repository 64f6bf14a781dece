#include "test/support/eventually.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;

using lines = std::vector<std::string>;

namespace {

const lines whole_count{"1", "2", "3", "4", "5", "<Response [200 OK]>"};

bool running(service& smokehouse, int jobs) {
  return smokehouse.shows([=](const auto& stats) {
    return count(stats, "/background/running") == jobs;
  });
}

} // namespace

TEST_CASE("what goes on in the background counts after the answer") {
  for (std::string path : {"/async/", "/sync_to_async/"}) {
    CAPTURE(path);
    service smokehouse({"--tick.interval=200ms"});
    CHECK(smokehouse.get(path).status == 200);
    CHECK(running(smokehouse, 1));
    REQUIRE(smokehouse.prints("<Response"));
    CHECK(smokehouse.console() == whole_count);
    auto output = smokehouse.output();
    CHECK(index_of(output, path) < index_of(output, "<Response"));
    CHECK(running(smokehouse, 0));
    CHECK(count(smokehouse.stats(), "/background/done") == 1);
    CHECK(count(smokehouse.stats(), "/background/failed") == 0);
  }
}

TEST_CASE("as shipped, one number comes each second") {
  service smokehouse;
  stopwatch watch;
  CHECK(smokehouse.get("/async/").status == 200);
  CHECK(watch.elapsed() < 1.0);
  REQUIRE(eventually([&] { return !smokehouse.console().empty(); }));
  CHECK(watch.elapsed() >= 1.0);
  CHECK(watch.elapsed() < 5.0);
  REQUIRE(smokehouse.prints("<Response"));
  CHECK(watch.elapsed() >= 5.0);
}

TEST_CASE("as shipped, /sync/ takes five seconds and /sync_to_async/ none") {
  service smokehouse;
  stopwatch watch;
  auto blocking = smokehouse.ask("/sync/");
  CHECK(smokehouse.get("/sync_to_async/").status == 200);
  CHECK(watch.elapsed() < 5.0);
  CHECK_FALSE(answered(blocking));
  CHECK(blocking->read_answer().status == 200);
  CHECK(watch.elapsed() >= 5.0);
}

TEST_CASE("a hundred counts in the background take no thread") {
  service smokehouse({"--tick.interval=1h"});
  auto before = count(smokehouse.stats(), "/process/threads");
  for (auto& client : smokehouse.ask(100, "/async/"))
    CHECK(client->read_answer().status == 200);
  REQUIRE(running(smokehouse, 100));
  CHECK(count(smokehouse.stats(), "/process/threads") == before);
}

TEST_CASE("a hundred counts on threads take no more than the pool has") {
  service smokehouse(
      {"--tick.interval=1h", "--blocking.threads=3", "--blocking.queue=7"});
  for (auto& client : smokehouse.ask(100, "/sync_to_async/"))
    CHECK(client->read_answer().status == 200);
  // The other 90 have failed, and been counted.
  REQUIRE(running(smokehouse, 10));
  auto stats = smokehouse.stats();
  const auto& pool = entry(stats, "/blocking", "pool", "sync");
  CHECK(count(pool, "/busy") == 3);
  CHECK(count(pool, "/queued") == 7);
  CHECK(count(pool, "/rejected") == 90);
  CHECK(count(stats, "/background/failed") == 90);
}
