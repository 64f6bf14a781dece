#include "http/cancellation.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <thread>
#include <vector>

using namespace smokehouse::http;

TEST_CASE("a listener is called once") {
  cancellation one;
  int calls = 0;
  one.listen([&] { ++calls; });
  CHECK_FALSE(one.requested());
  one.request();
  one.request();
  CHECK(one.requested());
  CHECK(calls == 1);
}

TEST_CASE("a listener that comes too late is called at once") {
  cancellation one;
  one.request();
  int calls = 0;
  one.listen([&] { ++calls; });
  CHECK(calls == 1);
}

TEST_CASE("a listener that was forgotten is not called, nor kept") {
  cancellation one;
  auto held = std::make_shared<int>(0);
  one.listen([held] { ++*held; });
  CHECK(held.use_count() == 2);
  one.forget();
  CHECK(held.use_count() == 1);
  one.request();
  CHECK(*held == 0);
}

TEST_CASE("a listener hears of it whoever is first") {
  for (int round = 0; round < 1000; ++round) {
    cancellation one;
    std::atomic<int> calls = 0;
    std::thread other{[&] { one.request(); }};
    one.listen([&] { ++calls; });
    other.join();
    CHECK(calls == 1);
  }
}

TEST_CASE("every reason has its words") {
  for (auto why : cancel_reasons)
    CHECK_FALSE(describe(why).empty());
}
