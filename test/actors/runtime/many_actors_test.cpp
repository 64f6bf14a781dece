#include "actors/insight/message_map.hpp"
#include "actors/metrics/hub.hpp"
#include "actors/runtime/shard_coordinator.hpp"
#include "test/actors/runtime/fixture.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace smokehouse;

namespace {

struct brief_state {
  static constexpr const char* name = "test.brief";
};

/// Handles one message, and ends.
caf::behavior brief(caf::stateful_actor<brief_state>* self,
                    std::atomic<int>* handled) {
  return {[self, handled](int) {
    self->quit();
    ++*handled;
  }};
}

} // namespace

TEST_CASE("100,000 actors leave no more series than one of them") {
  test::sharded_system shards;
  actors::metrics_hub hub{shards.system.metrics()};
  actors::message_map map{shards.config.probe()};
  for (auto& shard : actors::shard_coordinator::of(shards.system)->shards())
    map.watch(shard->activity().edges);
  std::atomic<int> handled = 0;
  auto spawn = [&](int n) {
    handled = 0;
    for (int i = 0; i < n; ++i)
      caf::anon_send(shards.system.spawn(brief, &handled), 1);
    CHECK(test::eventually([&] { return handled == n; }));
  };
  auto series = [&] {
    auto text = hub.prometheus();
    return std::count(text.begin(), text.end(), '\n');
  };
  spawn(1);
  const auto before = series();
  const auto edges_before = map.edges().size();
  spawn(100'000);
  CHECK(series() == before);
  CHECK(map.edges().size() == edges_before);
  auto edges = map.edges();
  auto one = std::find_if(edges.begin(), edges.end(),
                          [](auto& x) { return x.to == "test.brief"; });
  REQUIRE(one != edges.end());
  CHECK(one->from == "unnamed");
  CHECK(one->messages == 100'001);
}
