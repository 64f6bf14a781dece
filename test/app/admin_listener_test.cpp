#include "actors/runtime/system_config.hpp"
#include "app/admin_listener.hpp"
#include "test/support/raw_client.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>
#include <spdlog/sinks/null_sink.h>

#include <stdexcept>

using namespace smokehouse;
using test::get;
using test::raw_client;

namespace {

const std::vector<actors::route> routes = {
    {"/good", "good",
     actors::plain_view{[](auto&) { return http::text("fine"); }}},
    {"/bad", "bad", actors::plain_view{[](auto&) -> http::response {
       throw std::runtime_error("broken");
     }}}};

struct fixture {
  fixture() {
    actors::register_message_types();
    REQUIRE_FALSE(listener.start());
  }

  std::shared_ptr<spdlog::logger> log = std::make_shared<spdlog::logger>(
      "test", std::make_shared<spdlog::sinks::null_sink_mt>());
  app::admin_listener listener{"127.0.0.1", 0, routes, nullptr, log};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "the admin listener calls the view of a route") {
  raw_client client{listener.port()};
  CHECK(client.send(get("/good")).read_answer().body == "fine");
  CHECK(client.send(get("/good/")).read_answer().body == "fine");
}

TEST_CASE_FIXTURE(fixture, "its errors are those of the main listener") {
  raw_client client{listener.port()};
  CHECK(client.send(get("/none")).read_answer().status == 404);
  client.send("POST /good HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  auto refused = client.read_answer();
  CHECK(refused.status == 405);
  CHECK(refused.fields["allow"] == "GET, HEAD");
  auto failed = client.send(get("/bad")).read_answer();
  CHECK(failed.status == 500);
  CHECK(boost::json::parse(failed.body).at("instance") == "/bad");
  CHECK(client.send(get("/good")).read_answer().status == 200);
}

TEST_CASE_FIXTURE(fixture, "an address in use is an error") {
  app::admin_listener other{"127.0.0.1", listener.port(), routes, nullptr, log};
  CHECK(other.start() == boost::system::errc::address_in_use);
}
