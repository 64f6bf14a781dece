#include "actors/insight/message_map.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

TEST_CASE("the rates are those of the time between two samples") {
  actors::message_probe probe;
  actors::edge_table table;
  actors::message_map map{probe};
  map.watch(table);
  const http::time_point start{1000s};
  table.record(&actors::connection_kind, &actors::loop_kind, 2ms);
  map.sample(start);
  for (int i = 0; i < 10; ++i)
    table.record(&actors::connection_kind, &actors::loop_kind, 2ms);
  map.sample(start + 2s);
  auto edges = map.edges();
  REQUIRE(edges.size() == 1);
  CHECK(edges[0].from == "connection");
  CHECK(edges[0].to == "loop");
  CHECK(edges[0].messages == 11);
  CHECK(edges[0].rate == doctest::Approx(5));
  CHECK(edges[0].mean_wait == doctest::Approx(0.002));
}

TEST_CASE("the map as JSON and as DOT") {
  const std::vector<actors::message_edge> edges = {
      {"front", "view \"x\"", 3, 1.5, 0.002}};
  auto json = boost::json::parse(actors::map_json(edges, {{"front", 2}}));
  CHECK(json.at("nodes").at(0).at("name") == "front");
  CHECK(json.at("nodes").at(0).at("running") == 2);
  CHECK_FALSE(json.at("nodes").at(1).as_object().contains("running"));
  const auto& edge = json.at("edges").at(0);
  CHECK(edge.at("from") == "front");
  CHECK(edge.at("messages") == 3);
  CHECK(edge.at("rate") == 1.5);
  CHECK(edge.at("wait_s").at("mean") == 0.002);
  auto dot = actors::map_dot(edges);
  CHECK(dot.starts_with("digraph smokehouse {"));
  CHECK(dot.find("\"front\" -> \"view \\\"x\\\"\" [label=\"1.5/s, 2.000 ms\"];")
        != dot.npos);
}
