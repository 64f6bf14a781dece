#include "actors/live_handle.hpp"
#include "actors/metrics/actor_counts.hpp"
#include "actors/supervisor.hpp"
#include "test/actors/deterministic.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

caf::behavior echo() {
  return {[](int32_t x) { return x; }};
}

struct fixture : test::deterministic {
  fixture() {
    supervisor = system.spawn(
        actors::supervisor, std::vector{named("a", a), named("b", b)},
        actors::back_off{10ms, 40ms, 10s},
        [this](const std::string& name, const caf::error&, caf::timespan by) {
          failures.emplace_back(name, by);
        });
    run();
  }

  ~fixture() {
    self->send_exit(supervisor, caf::exit_reason::kill);
  }

  actors::child named(std::string name, actors::live_handle<caf::actor> place) {
    return {std::move(name),
            [this](const caf::actor&) { return system.spawn(echo); },
            [place](const caf::actor& x) mutable { place.set(x); }};
  }

  void kill(const actors::live_handle<caf::actor>& which) {
    self->send_exit(which.get(), caf::exit_reason::kill);
    run();
    advance(0s);
  }

  actors::live_handle<caf::actor> a, b;
  std::vector<std::pair<std::string, caf::timespan>> failures;
  caf::actor supervisor;
};

} // namespace

TEST_CASE_FIXTURE(fixture, "a child that ends is started anew, at its place") {
  auto before = a.get();
  kill(a);
  CHECK(a.get() != before);
  CHECK(ask<int32_t>(a.get(), int32_t{7}) == int32_t{7});
}

TEST_CASE_FIXTURE(fixture, "the other children notice nothing") {
  auto before = b.get();
  kill(a);
  CHECK(b.get() == before);
}

TEST_CASE_FIXTURE(fixture, "the first restart is at once, then ever later") {
  for (auto i = 0; i < 5; ++i) {
    kill(a);
    advance(40ms);
  }
  std::vector<caf::timespan> delays;
  for (auto& [name, delay] : failures)
    delays.push_back(delay);
  CHECK(delays == std::vector<caf::timespan>{0ms, 10ms, 20ms, 40ms, 40ms});
}

TEST_CASE_FIXTURE(fixture, "a replaced child goes on with what it has") {
  auto before = a.get();
  self->send(supervisor, actors::replace_atom_v, before, caf::error{});
  run();
  advance(0s);
  CHECK(a.get() != before);
  CHECK(ask<int32_t>(before, int32_t{1}) == int32_t{1});
  CHECK(ask<int32_t>(a.get(), int32_t{2}) == int32_t{2});
}

TEST_CASE_FIXTURE(fixture, "restarts, failures and who runs are counted") {
  kill(a);
  auto counts = actors::counts_of(system.metrics(), "a");
  CHECK(counts.running->value() == 1);
  CHECK(counts.failures->value() == 1);
  CHECK(counts.restarts->value() == 1);
}
