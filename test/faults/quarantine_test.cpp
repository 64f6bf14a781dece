#include "test/faults/inner_service.hpp"
#include "test/faults/visitor.hpp"
#include "test/support/eventually.hpp"
#include "test/system/stats_value.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

#include <chrono>

using namespace smokehouse::test;

using boost::json::value;

namespace {

/// The most failures that are borne, and one more are too many.
constexpr int borne = 2;

/// A service with one shard, so that there is one actor of a name.
std::vector<std::string> resting_for(const std::string& time) {
  return {"--caf.scheduler.max-threads=1", "--supervision.quarantine=" + time,
          "--supervision.max-failures=" + std::to_string(borne)};
}

/// Has the actor behind that path throw so many times, each time a new one.
void fail(inner_service& inside, visitor& one, const std::string& actor,
          const std::string& path, int times) {
  for (int i = 0; i < times; ++i) {
    REQUIRE(eventually([&] { return one.ask(path).status == 200; }));
    inside.faults.arm(actor, fault::thrown);
    // Not always by this very request: others send it something, too.
    CHECK(eventually([&] {
      one.ask(path);
      return inside.faults.armed() == 0;
    }));
  }
}

value json(const raw_answer& from) {
  return boost::json::parse(from.body);
}

} // namespace

TEST_CASE("a view that fails too often rests, and all else works") {
  inner_service inside(resting_for("1h"));
  visitor one(inside.port());
  fail(inside, one, "view.index", "/", borne + 1);
  CHECK(one.seen.answers[500] == borne + 1);
  raw_answer ready;
  REQUIRE(eventually([&] {
    ready = one.ask("/readyz");
    return ready.status == 503;
  }));
  CHECK(serialize(json(ready).at("reasons"))
        == R"(["view.index quarantined on shard 0"])");

  auto refused = one.ask("/");
  CHECK(refused.status == 503);
  const auto again_in = std::stoi(refused.fields["retry-after"]);
  CHECK(again_in <= 3600);
  CHECK(again_in > 3000); // That took no ten minutes.
  CHECK(refused.fields["content-type"] == "application/problem+json");
  CHECK(json(refused).at("detail")
        == "The view behind this path is not available right now.");

  for (const auto& path : all_paths())
    if (path != "/" && path != "/readyz") {
      CAPTURE(path);
      CHECK(one.ask(path).status == 200);
    }
  const auto stats = json(one.ask("/stats"));
  CHECK(adds_up(stats));
  CHECK(count(stats, "/http/requests/accepted") == one.seen.asked);
  const auto& view = entry(stats, "/actors", "name", "view.index");
  CHECK(count(view, "/running") == 0);
  CHECK(count(view, "/failures") == borne + 1);
  CHECK(count(view, "/restarts") == borne + 1);
  CHECK(count(view, "/restart_reasons/runtime_error") == borne + 1);
}

TEST_CASE("after its quarantine a view is back, and well") {
  using clock = std::chrono::steady_clock;
  inner_service inside(resting_for("1s"));
  visitor one(inside.port());
  fail(inside, one, "view.index", "/", borne);
  REQUIRE(eventually([&] { return one.ask("/").status == 200; }));
  inside.faults.arm("view.index", fault::thrown);
  const auto before = clock::now();
  CHECK(one.ask("/").status == 500);
  CHECK(eventually([&] { return one.ask("/").status == 200; }));
  // The back-off alone would be over after 20 ms.
  CHECK(clock::now() - before >= std::chrono::seconds{1});
  CHECK(one.ask("/readyz").status == 200);
}

TEST_CASE("a fetcher in quarantine takes nothing along but what asks it") {
  inner_service inside(resting_for("1h"));
  visitor one(inside.port());
  fail(inside, one, "fetcher.flavor", "/smoke_some_meats/", borne + 1);
  REQUIRE(eventually([&] { return one.ask("/readyz").status == 503; }));
  auto refused = one.ask("/smoke_some_meats/");
  CHECK(refused.status == 503);
  CHECK(std::stoi(refused.fields["retry-after"]) > 3000);
  CHECK(one.ask("/").status == 200);
  CHECK(one.ask("/sync/").status == 200);
}

TEST_CASE("what nothing works without is never in quarantine") {
  inner_service inside(resting_for("1h"));
  visitor one(inside.port());
  fail(inside, one, "front", "/", 2 * borne);
  fail(inside, one, "pool.burn", "/burn_some_meats/", 2 * borne);
  CHECK(eventually([&] { return one.ask("/burn_some_meats/").status == 200; }));
  CHECK(one.ask("/readyz").status == 200);
}
