#include "test/actors/runtime/fixture.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

caf::behavior echo() {
  return {[](int32_t x) { return x; }};
}

} // namespace

TEST_CASE("CAF's request works between actors on shards") {
  test::sharded_system shards;
  auto target = shards.system.spawn(echo);
  std::promise<int32_t> answer;
  shards.system.spawn([&](caf::event_based_actor* self) {
    self->request(target, 10s, int32_t{7}).then([&](int32_t x) {
      answer.set_value(x);
    });
  });
  CHECK(answer.get_future().get() == 7);
}

TEST_CASE("CAF's request times out on the shards' clock") {
  test::sharded_system shards;
  // Skips what it is asked, so that the request stays in its mailbox.
  auto target = shards.system.spawn([](caf::event_based_actor* self) {
    self->set_default_handler(caf::skip);
    return caf::behavior{[](caf::ok_atom) {}};
  });
  std::promise<caf::error> outcome;
  shards.system.spawn([&](caf::event_based_actor* self) {
    self->request(target, 5ms, int32_t{1})
        .then([&](int32_t) { outcome.set_value({}); },
              [&](caf::error& e) { outcome.set_value(std::move(e)); });
  });
  CHECK(outcome.get_future().get() == caf::sec::request_timeout);
}

TEST_CASE("CAF's run_delayed and delayed_send work on the shards' clock") {
  test::sharded_system shards;
  std::promise<void> ran, sent;
  auto actor = shards.system.spawn([&](caf::event_based_actor* self) {
    self->run_delayed(2ms, [&] { ran.set_value(); });
    self->delayed_send(self, 4ms, caf::ok_atom_v);
    return caf::behavior{[&](caf::ok_atom) { sent.set_value(); }};
  });
  ran.get_future().get();
  sent.get_future().get();
}

TEST_CASE("CAF's monitors and links work on shards") {
  test::sharded_system shards;
  auto watched = shards.system.spawn(echo);
  std::promise<void> down, linked_end;
  auto observer = shards.system.spawn([&](caf::event_based_actor* self) {
    self->monitor(watched);
    self->set_down_handler([&](caf::down_msg&) { down.set_value(); });
    return caf::behavior{[](caf::ok_atom) {}};
  });
  auto linked = shards.system.spawn([&](caf::event_based_actor* self) {
    self->link_to(watched);
    self->attach_functor([&] { linked_end.set_value(); });
    return caf::behavior{[](caf::ok_atom) {}};
  });
  caf::anon_send_exit(watched, caf::exit_reason::kill);
  down.get_future().get();
  linked_end.get_future().get();
}

TEST_CASE("CAF's blocking and detached actors work beside shards") {
  test::sharded_system shards;
  auto target = shards.system.spawn<caf::detached>(echo);
  std::promise<int32_t> answer;
  shards.system.spawn([&](caf::blocking_actor* self) {
    self->request(target, 10s, int32_t{5})
        .receive([&](int32_t x) { answer.set_value(x); },
                 [&](caf::error&) { answer.set_value(-1); });
  });
  CHECK(answer.get_future().get() == 5);
  caf::anon_send_exit(target, caf::exit_reason::user_shutdown);
}
