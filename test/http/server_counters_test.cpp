#include "http/server_counters.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace smokehouse::http;

TEST_CASE("what is accepted and not ended is in flight") {
  server_counters counters;
  counters.accepted.add(10);
  counters.answered.add(4);
  counters.shed.add(2);
  counters.cancelled.add();
  auto counts = counters.requests();
  CHECK(counts.in_flight == 3);
  counts += counts;
  CHECK(counts.accepted == 20);
  CHECK(counts.in_flight == 6);
}

TEST_CASE("a count goes down again") {
  counter open;
  open.add(3);
  open.subtract();
  CHECK(open.get() == 2);
}

TEST_CASE("a reader never sees more ended than accepted") {
  server_counters counters;
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    while (!stop) {
      counters.accepted.add();
      counters.answered.add();
      counters.accepted.add();
      counters.cancelled.add();
    }
  });
  bool negative = false;
  for (int i = 0; i < 100'000; ++i)
    negative |= counters.requests().in_flight > (std::uint64_t{1} << 32);
  stop = true;
  writer.join();
  CHECK_FALSE(negative);
}
