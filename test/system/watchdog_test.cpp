#include "test/support/eventually.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <thread>

using namespace smokehouse::test;

using boost::json::value;

namespace {

/// Burns inside its view, on one of two shards.
options inside(const std::string& duration) {
  return {"--burn.mode=inline", "--burn.duration=" + duration,
          "--caf.scheduler.max-threads=2", "--shutdown.grace=0s"};
}

/// The stats, from a shard that is not stuck: a client whose connection came
/// to one that is has no answer, and another is tried.
bool shows_from_another(service& smokehouse,
                        const std::function<bool(const value&)>& wanted) {
  std::vector<service::client> waiting;
  return eventually([&] {
    waiting.push_back(smokehouse.ask("/stats"));
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    return std::any_of(waiting.begin(), waiting.end(), [&](auto& one) {
      return answered(one)
             && wanted(boost::json::parse(one->read_answer().body));
    });
  });
}

/// The entry of that actor, or null. On a slow machine others may be there.
const value* find(const value& stats, std::string_view list,
                  std::string_view actor) {
  for (const auto& one : stats.at_pointer(list).as_array())
    if (one.at("actor").as_string() == actor)
      return &one;
  return nullptr;
}

constexpr auto burner = "view.burn_some_meats";

} // namespace

TEST_CASE("a view that blocks its shard is named while it does") {
  service smokehouse(inside("20s"));
  auto burn = smokehouse.ask("/burn_some_meats/");
  value stats;
  REQUIRE(shows_from_another(smokehouse, [&](const value& now) {
    stats = now;
    // The figures are read a moment before the list.
    return find(now, "/blocked", burner)
           && count(entry(now, "/actors", "name", burner), "/blocked") == 1;
  }));
  const auto& one = *find(stats, "/blocked", burner);
  CHECK(one.at("kind") == "shard");
  CHECK(one.at("messages") == "smokehouse::http::request");
  CHECK(one.at("shard").is_int64());
  CHECK(one.at("request_id").as_string().size() == 24);
  CHECK(one.at("age_s").to_number<double>() >= 0.1);
  CHECK(find(stats, "/incidents", burner)->at("over") == false);
  CHECK(smokehouse.logs("blocked for"));
}

TEST_CASE("when it is over that is told, too") {
  service smokehouse(inside("2s"));
  CHECK(smokehouse.get("/burn_some_meats/").status == 200);
  REQUIRE(smokehouse.shows([&](const value& now) {
    const auto* one = find(now, "/incidents", burner);
    return one && one->at("over") == true;
  }));
  auto stats = smokehouse.stats();
  CHECK_FALSE(find(stats, "/blocked", burner));
  CHECK(find(stats, "/incidents", burner)->at("duration_s").to_number<double>()
        > 0.1);
  CHECK(smokehouse.logs("no longer blocked"));
  CHECK(
      smokehouse.get("/metrics")
          .body.find(
              "smokehouse_actor_blocked_total{name=\"view.burn_some_meats\"} 1")
      != std::string::npos);
}

TEST_CASE("a shard that stays blocked makes the service not ready") {
  service smokehouse(inside("30s") + options{"--watchdog.unready-after=200ms"});
  auto burn = smokehouse.ask("/burn_some_meats/");
  std::vector<service::client> waiting;
  raw_answer refusal;
  REQUIRE(eventually([&] {
    waiting.push_back(smokehouse.ask("/readyz"));
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    return std::any_of(waiting.begin(), waiting.end(), [&](auto& one) {
      return answered(one) && (refusal = one->read_answer()).status == 503;
    });
  }));
  CHECK(refusal.body.find("view.burn_some_meats blocks shard")
        != std::string::npos);
}

TEST_CASE("a thread that is busy beyond its limit is reported likewise") {
  service smokehouse({"--blocking.busy-limit=100ms", "--burn.duration=3s"});
  auto burn = smokehouse.ask("/burn_some_meats/");
  value stats;
  REQUIRE(smokehouse.shows([&](const value& now) {
    stats = now;
    return find(now, "/incidents", "blocking.burn") != nullptr;
  }));
  const auto& one = *find(stats, "/incidents", "blocking.burn");
  CHECK(one.at("kind") == "thread");
  CHECK(one.at("pool") == "burn");
  CHECK(one.at("thread") == 1);
  CHECK(one.at("shard").is_null());
  auto id = std::string{one.at("request_id").as_string()};
  CHECK(one.at("messages").as_string() == "/burn_some_meats/ " + id);
  CHECK(burn->read_answer().fields["x-request-id"] == id);
  CHECK(smokehouse.shows([](const value& now) {
    return !find(now, "/blocked", "blocking.burn")
           && find(now, "/incidents", "blocking.burn")->at("over") == true;
  }));
  CHECK(smokehouse.get("/readyz").status == 200);
}

TEST_CASE("nothing is reported of a service that only waits") {
  service smokehouse(quick() + options{"--watchdog.threshold=20s"});
  for (auto path : {"/", "/smoke_some_meats/", "/sync/", "/async/"})
    CHECK(smokehouse.get(path).status == 200);
  CHECK(smokehouse.stats().at("incidents").as_array().empty());
}

TEST_CASE("a shard that works is busy") {
  service smokehouse(quick() + options{"--caf.scheduler.max-threads=1"});
  CHECK(smokehouse.shows([&](const value& now) {
    for (int i = 0; i < 100; ++i)
      smokehouse.get("/");
    const auto& shard = now.at("shards").at(0);
    return shard.at("busy").to_number<double>() > 0
           && shard.at("busy").to_number<double>() <= 1
           && shard.at("lag_s").to_number<double>() > 0;
  }));
}
