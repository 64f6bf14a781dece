#include "test/system/service.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;

// The shipped delays: the flavor takes 1 s and the smokables take 2 s. One
// after the other they would take 3 s.

TEST_CASE("two fetchers take as long as the slower one") {
  service smokehouse;
  stopwatch watch;
  auto answer = smokehouse.get("/smoke_some_meats/");
  auto elapsed = watch.elapsed();
  CHECK(answer.status == 200);
  CHECK(elapsed >= 2.0);
  CHECK(elapsed < 2.9);
}

TEST_CASE("fifty at the same time take as long as one") {
  service smokehouse;
  stopwatch watch;
  auto clients = smokehouse.ask(50, "/smoke_some_meats/");
  int smoked = 0;
  for (auto& client : clients)
    smoked += client->read_answer().status == 200;
  auto elapsed = watch.elapsed();
  CHECK(smoked == 50);
  CHECK(elapsed >= 2.0);
  // In two groups they would take 4 s.
  CHECK(elapsed < 3.9);
}

TEST_CASE("others are answered while fetchers wait") {
  service smokehouse;
  auto waiting = smokehouse.ask(20, "/smoke_some_meats/");
  REQUIRE(smokehouse.prints("Getting flavor..."));
  for (int i = 0; i < 20; ++i)
    CHECK(smokehouse.get("/").status == 200);
  for (auto& client : waiting)
    CHECK_FALSE(answered(client));
}
