#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

using namespace smokehouse::test;

namespace {

std::int64_t series(service& smokehouse) {
  auto text = smokehouse.get("/metrics").body;
  return std::count(text.begin(), text.end(), '\n');
}

/// Asks for `n` targets on one connection, many at a time.
void ask_for(service& smokehouse, int n,
             const std::function<std::string(int)>& request) {
  constexpr int batch = 100;
  raw_client client{smokehouse.port()};
  for (int i = 0; i < n; i += batch) {
    std::string all;
    for (int k = i; k < i + batch; ++k)
      all += request(k);
    client.send(all);
    for (int k = 0; k < batch; ++k)
      client.read_answer();
  }
}

} // namespace

TEST_CASE("100,000 routes that do not exist, and as many ids, leave no trace") {
  service smokehouse({"--log.access=false"});
  auto no_route = [](int i) { return get("/no/" + std::to_string(i)); };
  auto own_id = [](int i) {
    return "GET / HTTP/1.1\r\nHost: x\r\nX-Request-Id: id-" + std::to_string(i)
           + "\r\n\r\n";
  };
  ask_for(smokehouse, 1'000, no_route);
  ask_for(smokehouse, 1'000, own_id);
  const auto before = series(smokehouse);
  const auto stats_before = smokehouse.get("/stats").body.size();
  const auto memory = count(smokehouse.stats(), "/process/rss_bytes");
  ask_for(smokehouse, 100'000, no_route);
  ask_for(smokehouse, 100'000, own_id);
  CHECK(series(smokehouse) == before);
  CHECK(smokehouse.get("/stats").body.size() < stats_before + 1'000);
  // What it remembers of them is bounded: not one byte for each.
  CHECK(smokehouse.get("/stats/requests").body.size() < 200'000);
  auto stats = smokehouse.stats();
  CHECK(adds_up(stats));
  MESSAGE("memory: " << memory << " before, "
                     << count(stats, "/process/rss_bytes") << " after");
}
