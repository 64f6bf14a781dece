#include "actors/connection_port.hpp"
#include "actors/front.hpp"
#include "actors/metrics/actor_counts.hpp"
#include "actors/runtime/shard_coordinator.hpp"
#include "actors/runtime/sleep.hpp"
#include "actors/supervision.hpp"
#include "actors/view_actor.hpp"
#include "http/server.hpp"
#include "test/actors/runtime/fixture.hpp"
#include "test/support/raw_client.hpp"

#include <boost/asio/post.hpp>
#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

http::response throwing(const http::request&) {
  throw std::runtime_error{"burnt"};
}

http::response greeting(const http::request&) {
  return http::text("hello");
}

/// One shard with a server, a front, and supervised views.
struct fixture : test::sharded_system {
  fixture() : sharded_system(1) {
    std::vector<actors::route> table{
        {"/", "greeting", actors::plain_view{greeting}},
        {"/throw", "throwing", actors::plain_view{throwing}},
        {"/wait", "waiting",
         actors::waiting_view{[this](http::request) { return wait(); }}},
    };
    actors::front_dependencies uses;
    uses.routes = std::make_shared<actors::route_index>(table);
    uses.on_routed = [](auto&&...) { return std::nullopt; };
    std::vector<actors::child> children;
    for (auto& one : table)
      children.push_back(supervised(one, uses.views.emplace_back()));
    supervision.emplace(system, std::move(children),
                        actors::supervision_rules{.pace = {},
                                                  .bounds = {},
                                                  .listener = test::unheard()});
    front.set(system.spawn(actors::front, uses));
    on_shard([this] {
      http::server_settings any;
      any.port = 0;
      server.emplace(loop(), any, actors::ask_front(system, front), counters);
      REQUIRE(!server->listen());
    });
  }

  ~fixture() {
    on_shard([this] { server.reset(); });
    supervision->stop();
  }

  actors::child supervised(const actors::route& route,
                           actors::live_handle<actors::view> place) {
    auto name = "view." + route.name;
    return {name,
            [this, name, f = route.function](auto& parent) {
              return caf::actor_cast<caf::actor>(
                  system.spawn<actors::view_actor>(name, f, parent));
            },
            [this, place](const caf::actor& actor) mutable {
              started.push_back(actor);
              place.set(caf::actor_cast<actors::view>(actor));
            }};
  }

  actors::task<http::response> wait() {
    ++waiting;
    while (!go_on)
      co_await actors::sleep_for(system, 1ms);
    co_return http::text("waited");
  }

  boost::asio::io_context& loop() {
    return actors::shard_coordinator::of(system)->shards()[0]->context();
  }

  template <class F>
  void on_shard(F f) {
    std::promise<void> done;
    boost::asio::post(loop(), [&] {
      f();
      done.set_value();
    });
    done.get_future().get();
  }

  std::atomic<int> waiting = 0;
  std::atomic<bool> go_on = false;
  std::vector<caf::actor> started; // by the supervisor, in its own steps
  http::server_counters counters;
  actors::live_handle<actors::view> front;
  std::optional<actors::supervision> supervision;
  std::optional<http::server> server;
};

} // namespace

TEST_CASE_FIXTURE(fixture,
                  "a view's answer goes to the connection that asked") {
  test::raw_client client{server->port()};
  auto answer = client.send(test::get("/")).read_answer();
  CHECK(answer.status == 200);
  CHECK(answer.body == "hello");
}

TEST_CASE_FIXTURE(fixture, "pipelined requests are answered in their order") {
  test::raw_client client{server->port()};
  client.send(test::get("/wait") + test::get("/") + test::get("/nowhere"));
  CHECK(test::eventually([&] { return waiting == 1; }));
  go_on = true;
  CHECK(client.read_answer().body == "waited");
  CHECK(client.read_answer().body == "hello");
  CHECK(client.read_answer().status == 404);
}

TEST_CASE_FIXTURE(fixture, "a view that throws answers 500 with the request's "
                           "id, is restarted, and nobody else notices") {
  test::raw_client beside{server->port()}, client{server->port()};
  beside.send(test::get("/wait"));
  CHECK(test::eventually([&] { return waiting == 1; }));
  for (auto i = 0; i < 3; ++i) {
    auto answer = client.send(test::get("/throw")).read_answer();
    CHECK(answer.status == 500);
    CHECK(answer.fields["content-type"] == "application/problem+json");
    auto problem = boost::json::parse(answer.body).as_object();
    CHECK(problem["status"] == 500);
    CHECK(problem["instance"] == "/throw");
    CHECK(!problem["request_id"].as_string().empty());
  }
  auto counts = actors::counts_of(system.metrics(), "view.throwing");
  CHECK(test::eventually([&] { return counts.restarts->value() >= 1; }));
  CHECK(counts.failures->value() == 3);
  go_on = true;
  CHECK(beside.read_answer().body == "waited");
}

TEST_CASE_FIXTURE(fixture, "a view that is killed answers 503 at the most, and "
                           "is there again") {
  test::raw_client beside{server->port()}, client{server->port()};
  beside.send(test::get("/wait"));
  CHECK(test::eventually([&] { return waiting == 1; }));
  caf::anon_send_exit(started[2], caf::exit_reason::kill);
  CHECK(beside.read_answer().status == 503);
  go_on = true;
  CHECK(test::eventually([&] {
    return client.send(test::get("/wait")).read_answer().body == "waited";
  }));
}

TEST_CASE_FIXTURE(fixture,
                  "a request that comes before there is a front is a 503") {
  on_shard([this] {
    http::server_settings any;
    any.port = 0;
    server.emplace(loop(), any, actors::ask_front(system, {}), counters);
    REQUIRE(!server->listen());
  });
  test::raw_client client{server->port()};
  CHECK(client.send(test::get("/")).read_answer().status == 503);
}
