#include "actors/insight/edge_table.hpp"

#include <doctest/doctest.h>

#include <numeric>

using namespace smokehouse::actors;
using namespace std::chrono_literals;

TEST_CASE("messages are counted by sender and receiver") {
  const char kinds[3] = {};
  edge_table table;
  CHECK(table.read().empty());
  table.record(&kinds[0], &kinds[1], 2ms);
  table.record(&kinds[0], &kinds[1], 3ms);
  table.record(&kinds[1], &kinds[0], 1ms);
  auto edges = table.read();
  REQUIRE(edges.size() == 2);
  for (const auto& one : edges) {
    auto there = one.from == &kinds[0];
    CHECK(one.to == (there ? &kinds[1] : &kinds[0]));
    CHECK(one.messages == (there ? 2 : 1));
    CHECK(one.waited == (there ? 5ms : 1ms));
  }
}

TEST_CASE("100,000 pairs take the room of a table, and none is lost") {
  std::vector<char> kinds(100'000);
  auto table = std::make_unique<edge_table>();
  for (const auto& one : kinds)
    table->record(&kinds[0], &one, 1us);
  auto edges = table->read();
  CHECK(edges.size() == edge_table::capacity + 1);
  CHECK(edges.back().to == nullptr);
  CHECK(std::accumulate(edges.begin(), edges.end(), std::uint64_t{0},
                        [](auto sum, auto& one) { return sum + one.messages; })
        == 100'000);
}
