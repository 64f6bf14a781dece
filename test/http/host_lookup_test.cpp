#include "http/host_lookup.hpp"
#include "test/http/slow_resolver.hpp"
#include "test/support/eventually.hpp"

#include <doctest/doctest.h>

#include <atomic>

using namespace smokehouse::test;
using smokehouse::http::host_lookup;

namespace {

/// How often it was told, shared with threads that may outlive the test.
struct listener {
  std::shared_ptr<std::atomic<int>> told =
      std::make_shared<std::atomic<int>>(0);

  void operator()(const host_lookup::endpoints& found) const {
    *told += static_cast<int>(found.size());
  }
};

} // namespace

TEST_CASE("a host that the machine knows has its addresses and the port") {
  auto names = std::make_shared<host_lookup>();
  std::atomic<bool> done = false;
  host_lookup::endpoints found;
  auto wait = names->find("localhost", 8080, [&](const auto& all) {
    found = all;
    done = true;
  });
  REQUIRE(eventually([&] { return done.load(); }));
  REQUIRE(!found.empty());
  for (const auto& one : found) {
    CHECK(one.address().is_loopback());
    CHECK(one.port() == 8080);
  }
}

TEST_CASE("who asks for a host that is being looked up shares the answer") {
  slow_resolver resolver;
  auto names = resolver.names();
  listener all;
  std::vector<host_lookup::wait> waits;
  for (int i = 0; i < 200; ++i)
    waits.push_back(names->find("host", 80, all));
  waits.push_back(names->find("other", 80, all));
  CHECK(eventually([&] { return resolver.asked() == 2; }));
  CHECK(*all.told == 0);
  resolver.let_go();
  CHECK(eventually([&] { return *all.told == 201; }));
  CHECK(resolver.asked() == 2);
}

TEST_CASE("who has given up is not told any more") {
  slow_resolver resolver;
  auto names = resolver.names();
  listener gone, here;
  auto early = names->find("host", 80, gone);
  auto late = names->find("host", 80, here);
  early.reset();
  resolver.let_go();
  // In the order in which they asked.
  CHECK(eventually([&] { return *here.told == 1; }));
  CHECK(*gone.told == 0);
}

TEST_CASE("a host is looked up anew once its answer is there") {
  slow_resolver resolver;
  resolver.let_go();
  auto names = resolver.names();
  for (int i = 1; i <= 3; ++i) {
    listener one;
    auto wait = names->find("host", 80, one);
    CHECK(eventually([&] { return *one.told == 1; }));
    CHECK(resolver.asked() == i);
  }
}
