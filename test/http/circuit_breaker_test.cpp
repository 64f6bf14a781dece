#include "http/circuit_breaker.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using namespace smokehouse::http;
using verdict = circuit_breaker::verdict;
using state = breaker_state;

namespace {

/// A breaker with a clock that stands still until it is told otherwise.
struct bench {
  bool call(verdict how) {
    auto pass = breaker->enter(now);
    if (pass)
      pass->end(how, now);
    return pass.has_value();
  }

  /// How many of `n` calls were let through.
  int calls(int n, verdict how) {
    int result = 0;
    for (int i = 0; i < n; ++i)
      result += call(how);
    return result;
  }

  breaker_stats stats() const {
    return breaker->stats(now);
  }

  time_point now{1000min};
  std::vector<breaker_state> changes;
  std::shared_ptr<circuit_breaker> breaker = std::make_shared<circuit_breaker>(
      breaker_settings{
          .failure_rate = 0.5, .min_calls = 10, .window = 10s, .open_for = 5s},
      [this](const auto& change) { changes.push_back(change.state); });
};

/// One whose breaker has just opened.
struct open_bench : bench {
  open_bench() {
    calls(10, verdict::failed);
    REQUIRE(stats().state == state::open);
  }
};

} // namespace

TEST_CASE_FIXTURE(bench, "as long as most calls go well it stays closed") {
  CHECK(calls(51, verdict::fine) == 51);
  CHECK(calls(49, verdict::failed) == 49);
  CHECK(stats().state == state::closed);
  CHECK(stats().calls == 100);
  CHECK(stats().failure_rate == doctest::Approx(0.49));
}

TEST_CASE_FIXTURE(bench, "it opens when too many of its calls have failed") {
  calls(5, verdict::fine);
  CHECK(calls(5, verdict::failed) == 5);
  CHECK(stats().state == state::open);
  CHECK(stats().opened == 1);
  CHECK(changes == std::vector{state::open});
}

TEST_CASE_FIXTURE(bench, "a few calls are no reason to open") {
  CHECK(calls(9, verdict::failed) == 9);
  CHECK(stats().state == state::closed);
}

TEST_CASE_FIXTURE(bench, "failures of long ago are no reason to open") {
  calls(9, verdict::failed);
  now += 11s;
  calls(9, verdict::failed);
  CHECK(stats().state == state::closed);
  calls(1, verdict::failed);
  CHECK(stats().state == state::open);
}

TEST_CASE_FIXTURE(bench, "what says nothing does not count") {
  CHECK(calls(100, verdict::nothing) == 100);
  CHECK(stats().calls == 0);
}

TEST_CASE_FIXTURE(open_bench, "an open one lets nothing through for its time") {
  CHECK(calls(7, verdict::fine) == 0);
  CHECK(stats().refused == 7);
  CHECK(breaker->rest(now) == 5s);
  now += 4999ms;
  CHECK(calls(1, verdict::fine) == 0);
  CHECK(breaker->rest(now) == 1ms);
}

TEST_CASE_FIXTURE(open_bench, "then there is one probe, and only one") {
  now += 5s;
  CHECK(breaker->rest(now) == 0s);
  auto probe = breaker->enter(now);
  CHECK(probe);
  CHECK(stats().state == state::half_open);
  CHECK(calls(9, verdict::fine) == 0);
  CHECK(!probe->may_repeat());
}

TEST_CASE_FIXTURE(open_bench, "a probe that goes well closes it") {
  now += 5s;
  CHECK(call(verdict::fine));
  CHECK(stats().state == state::closed);
  CHECK(changes == std::vector{state::open, state::half_open, state::closed});
  // And what was before is forgotten.
  CHECK(calls(9, verdict::failed) == 9);
  CHECK(stats().state == state::closed);
}

TEST_CASE_FIXTURE(open_bench, "a probe that fails opens it once more") {
  now += 5s;
  CHECK(call(verdict::failed));
  CHECK(stats().state == state::open);
  CHECK(stats().opened == 2);
  CHECK(breaker->rest(now) == 5s);
  CHECK(!call(verdict::fine));
}

TEST_CASE_FIXTURE(open_bench, "a probe that nobody waits for makes way") {
  now += 5s;
  SUBCASE("it ends and says nothing") {
    CHECK(call(verdict::nothing));
  }
  SUBCASE("it is lost") {
    breaker->enter(now).reset();
  }
  CHECK(stats().state == state::half_open);
  CHECK(call(verdict::fine));
  CHECK(stats().state == state::closed);
}

TEST_CASE_FIXTURE(bench, "calls from before it opened decide nothing") {
  auto good = breaker->enter(now);
  auto bad = breaker->enter(now);
  calls(10, verdict::failed);
  CHECK(!good->may_repeat());
  now += 5s;
  auto probe = breaker->enter(now);
  good->end(verdict::fine, now);
  bad->end(verdict::failed, now);
  CHECK(stats().state == state::half_open);
  CHECK(!breaker->enter(now));
  probe->end(verdict::fine, now);
  CHECK(stats().state == state::closed);
}

TEST_CASE_FIXTURE(bench, "a call ends once") {
  auto pass = breaker->enter(now);
  CHECK(pass->may_repeat());
  for (int i = 0; i < 20; ++i)
    pass->end(verdict::failed, now);
  CHECK(stats().calls == 1);
}

TEST_CASE("a call without a breaker may be repeated") {
  CHECK(breaker_pass{}.may_repeat());
}

TEST_CASE("of many threads one has the probe") {
  // It opens at the first failure, and may be tried at once.
  auto breaker = std::make_shared<circuit_breaker>(breaker_settings{
      .failure_rate = 1, .min_calls = 1, .window = 10s, .open_for = 0s});
  for (int round = 0; round < 50; ++round) {
    breaker->enter(clock::now())->end(verdict::failed, clock::now());
    REQUIRE(breaker->stats(clock::now()).state == state::open);
    std::atomic<int> ready = 0;
    std::vector<std::optional<breaker_pass>> passes(4);
    std::vector<std::thread> threads;
    for (auto& pass : passes)
      threads.emplace_back([&] {
        for (++ready; ready < 4;)
          std::this_thread::yield();
        pass = breaker->enter(clock::now());
      });
    for (auto& thread : threads)
      thread.join();
    int probes = 0;
    for (auto& pass : passes)
      probes += pass.has_value();
    CHECK(probes == 1);
    for (auto& pass : passes)
      if (pass)
        pass->end(verdict::fine, clock::now());
    REQUIRE(breaker->stats(clock::now()).state == state::closed);
  }
}
