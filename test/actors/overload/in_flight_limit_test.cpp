#include "actors/overload/in_flight_limit.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace smokehouse::actors;
using namespace std::chrono_literals;

namespace {

/// Takes all the places that a share gives.
int take_all(in_flight_limit::share& from) {
  int result = 0;
  while (from.enter())
    ++result;
  return result;
}

} // namespace

TEST_CASE("no more than the limit are let in, by whatever share") {
  in_flight_limit limit{3, 2};
  in_flight_limit::share a{limit};
  in_flight_limit::share b{limit};
  CHECK(a.enter());
  CHECK(b.enter());
  CHECK(a.enter());
  CHECK_FALSE(a.enter());
  CHECK_FALSE(b.enter());
  a.leave(1s);
  CHECK(b.enter());
  CHECK_FALSE(a.enter());
}

TEST_CASE("a large limit is reached to within a 32nd") {
  constexpr auto most = 20'000;
  in_flight_limit limit{most, 2};
  in_flight_limit::share a{limit};
  in_flight_limit::share b{limit};
  CHECK(a.enter());
  const auto got = take_all(b) + 1;
  CHECK(got <= most);
  CHECK(got >= most - most / 32);
  CHECK(got + take_all(a) == most);
}

TEST_CASE("a share that is idle gives its places back, but for a few") {
  constexpr auto most = 20'000;
  in_flight_limit limit{most, 2};
  in_flight_limit::share a{limit};
  in_flight_limit::share b{limit};
  for (auto n = take_all(a); n > 0; --n)
    a.leave(1ms);
  CHECK(take_all(b) >= most - most / 32);
}

TEST_CASE("shares on several threads never have too many together") {
  constexpr auto most = 2'000;
  in_flight_limit limit{most, 3};
  std::atomic<int> inside = 0;
  std::atomic<int> highest = 0;
  auto work = [&](int rounds) {
    in_flight_limit::share mine{limit};
    for (; rounds > 0; --rounds) {
      int got = 0;
      for (; got < 1'000 && mine.enter(); ++got)
        highest = std::max(highest.load(), ++inside);
      for (; got > 0; --got) {
        --inside;
        mine.leave(1us);
      }
    }
  };
  std::vector<std::jthread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back(work, 100);
  threads.clear();
  CHECK(highest <= most);
  CHECK(inside == 0);
}

TEST_CASE("the time to drain is what places were taken for, by any share") {
  in_flight_limit limit{2, 2};
  in_flight_limit::share one{limit};
  in_flight_limit::share other{limit};
  CHECK(one.enter());
  one.leave(2s);
  CHECK(other.enter());
  other.leave(4s);
  const auto told = limit.drain_time();
  CHECK(told >= 3s);
  CHECK(told < 4s);
}

TEST_CASE("a place that was not used says nothing of how long one is") {
  in_flight_limit limit{1, 1};
  in_flight_limit::share one{limit};
  CHECK(one.enter());
  one.leave(2s);
  CHECK(one.enter());
  one.give_back();
  CHECK(one.enter());
  CHECK(limit.drain_time() >= 2s);
}

TEST_CASE("a large limit notes the time of one in some places") {
  in_flight_limit limit{20'000, 2};
  in_flight_limit::share one{limit};
  for (int i = 0; i < 1'000; ++i) {
    CHECK(one.enter());
    one.leave(3s);
  }
  CHECK(limit.drain_time() >= 3s);
}

TEST_CASE("no place is lost where one thread takes and another gives back") {
  in_flight_limit limit{1, 2};
  in_flight_limit::share here{limit};
  in_flight_limit::share there{limit};
  std::atomic<int> taken = 0;
  constexpr int rounds = 20'000;
  {
    std::jthread giver{[&] {
      for (int i = 0; i < rounds; ++i) {
        while (taken == 0)
          std::this_thread::yield();
        --taken;
        here.leave(1us);
      }
    }};
    for (int i = 0; i < rounds; ++i) {
      while (!here.enter())
        std::this_thread::yield();
      ++taken;
    }
  }
  CHECK(there.enter());
  CHECK_FALSE(here.enter());
}
