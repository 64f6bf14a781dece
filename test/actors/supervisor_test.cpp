#include "actors/error.hpp"
#include "actors/live_handle.hpp"
#include "actors/metrics/actor_counts.hpp"
#include "actors/metrics/instruments.hpp"
#include "actors/supervision.hpp"
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
    actors::supervision_rules by{
        actors::back_off{10ms, 40ms, 10s}, actors::quarantine{6, 30s, 1min},
        actors::supervision_listener{
            [this](auto& name, auto&, auto delay) {
              failures.emplace_back(name, delay);
            },
            [this](auto& name, auto&, auto) { resting.push_back(name); },
            [this](auto& name) { std::erase(resting, name); }}};
    kept.emplace(system, std::vector{named("a", a), named("b", b)}, by);
    supervisor = kept->supervisor();
    run();
  }

  ~fixture() {
    kept->stop();
  }

  actors::child named(std::string name, actors::live_handle<caf::actor> place) {
    return {std::move(name), [this](auto&&) { return system.spawn(echo); },
            [place](const caf::actor& x) mutable { place.set(x); },
            [place](caf::timespan time) mutable { place.rest(time); }};
  }

  void kill(const actors::live_handle<caf::actor>& which) {
    self->send_exit(which.get(), caf::exit_reason::kill);
    run();
    advance(0s);
  }

  /// Fails until there is no successor.
  void kill_until_quarantined(const actors::live_handle<caf::actor>& which) {
    for (auto i = 0; i < 20 && which.get(); ++i) {
      kill(which);
      advance(40ms);
    }
  }

  std::vector<std::string> resting;
  actors::live_handle<caf::actor> a, b;
  std::vector<std::pair<std::string, caf::timespan>> failures;
  std::optional<actors::supervision> kept;
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
  self->send(supervisor, actors::replace_atom_v, before, caf::error{}, false);
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

TEST_CASE_FIXTURE(fixture, "a child that fails too often is quarantined") {
  kill_until_quarantined(a);
  CHECK_FALSE(a.get());
  CHECK(failures.size() == 6);
  CHECK(resting == std::vector<std::string>{"a"});
  CHECK(ask<int32_t>(b.get(), int32_t{1}) == int32_t{1});
  advance(59s);
  CHECK_FALSE(a.get());
  advance(1s);
  CHECK(a.get());
  CHECK(resting.empty());
}

TEST_CASE_FIXTURE(fixture, "after its quarantine one failure is enough") {
  kill_until_quarantined(a);
  advance(1min);
  REQUIRE(a.get());
  kill(a);
  CHECK_FALSE(a.get());
  advance(1min);
  REQUIRE(a.get());
  advance(31s);
  kill(a);
  CHECK(a.get());
}

TEST_CASE_FIXTURE(fixture, "failures far apart are no reason for quarantine") {
  for (auto i = 0; i < 20; ++i) {
    kill(a);
    advance(6s);
  }
  CHECK(a.get());
}

TEST_CASE_FIXTURE(fixture, "who is replaced counts if it answered nothing") {
  for (const auto barren : {false, true})
    for (auto i = 0; i < 20 && a.get(); ++i) {
      self->send(supervisor, actors::replace_atom_v, a.get(),
                 caf::make_error(actors::error::bug), barren);
      run();
      advance(40ms);
      CHECK((barren || a.get()));
    }
  CHECK_FALSE(a.get());
}

TEST_CASE_FIXTURE(fixture, "restarts are counted by their reason") {
  kill(a);
  self->send(supervisor, actors::replace_atom_v, a.get(),
             caf::make_error(actors::error::bug), false);
  run();
  advance(40ms);
  auto of = [&](std::string_view reason) {
    return actors::counter_of(system.metrics(),
                              {"smokehouse.actor", "restarts-by-reason", ""},
                              {{"name", "a"}, {"reason", reason}})
        ->value();
  };
  CHECK(of("kill") == 1);
  CHECK(of("bug") == 1);
}

TEST_CASE_FIXTURE(fixture,
                  "a supervisor that ends has a successor, who knows") {
  kill(a); // its second failure is not at once
  auto before = b.get();
  self->send_exit(supervisor, caf::exit_reason::kill);
  run();
  CHECK(kept->supervisor() != supervisor);
  CHECK(b.get() == before);
  auto counts = actors::counts_of(system.metrics(), "supervisor");
  CHECK(counts.running->value() == 1);
  CHECK(counts.restarts->value() == 1);
  kill(b);
  CHECK(b.get() != before);
  auto second = a.get();
  kill(a);
  CHECK(a.get() == second);
  advance(10ms);
  CHECK(a.get() != second);
}

TEST_CASE_FIXTURE(fixture, "who ends while there is no supervisor is missed") {
  auto first = a.get(), second = b.get();
  for (auto i = 0; i < 2; ++i) { // the second successor waits before it looks
    self->send_exit(kept->supervisor(), caf::exit_reason::kill);
    run();
  }
  self->send_exit(first, caf::exit_reason::kill);
  run();
  CHECK(a.get() == first);
  advance(10ms);
  advance(0s);
  CHECK(a.get() != first);
  CHECK(b.get() == second);
}

TEST_CASE_FIXTURE(fixture, "a quarantine goes on under another supervisor") {
  kill_until_quarantined(a);
  self->send_exit(supervisor, caf::exit_reason::kill);
  advance(59s);
  CHECK_FALSE(a.get());
  advance(1s);
  CHECK(a.get());
  CHECK(resting.empty());
}

TEST_CASE_FIXTURE(fixture, "after its stop supervision starts nobody") {
  auto last = a.get();
  kept->stop();
  run();
  self->send_exit(last, caf::exit_reason::kill);
  run();
  advance(1min);
  CHECK(a.get() == last);
  CHECK_FALSE(kept->supervisor());
}
