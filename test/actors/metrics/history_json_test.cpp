#include "actors/metrics/history_json.hpp"
#include "actors/metrics/live_feed.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::actors;
namespace json = boost::json;

namespace {

history_point busy_point(std::size_t routes) {
  history_point result{.time = 1'790'000'000.123456,
                       .requests = 12345.678912345,
                       .in_flight = 1234,
                       .p50 = 0.000123456789,
                       .p99 = 2.123456789};
  for (auto outcome : {"2xx", "3xx", "4xx", "5xx", "cancelled", "shed"})
    result.outcomes.push_back({outcome, 12345.678912345});
  for (std::size_t i = 0; i < routes; ++i)
    result.routes.push_back(
        {"/a/path/of/some/length" + std::to_string(i), 12345.678912345});
  return result;
}

} // namespace

TEST_CASE("a point has short numbers, and its names") {
  auto point = json::parse(history_json(busy_point(1)));
  CHECK(point.at("t").as_double() == 1'790'000'000.12);
  CHECK(point.at("requests").as_double() == 12345.68);
  CHECK(point.at("in_flight") == 1234);
  CHECK(point.at("p50_s").as_double() == 0.0001235);
  CHECK(point.at("p99_s").as_double() == 2.1234568);
  CHECK(point.at("outcomes").at("4xx").as_double() == 12345.68);
  CHECK(point.at("routes").as_object().size() == 1);
}

TEST_CASE("a history is an array, the oldest first, and forgets") {
  history points{2};
  CHECK(history_json(points) == "[]");
  for (auto t : {1.0, 2.0, 3.0})
    points.push_back({.time = t});
  auto all = json::parse(history_json(points)).as_array();
  REQUIRE(all.size() == 2);
  CHECK(all[0].at("t").as_double() == 2);
  CHECK(all[1].at("t").as_double() == 3);
}

TEST_CASE("15 busy minutes of 20 routes fit into what may wait for a reader") {
  history points{history_points};
  while (!points.full())
    points.push_back(busy_point(20));
  CHECK(history_json(points).size() < live_feed::max_waiting_bytes);
}
