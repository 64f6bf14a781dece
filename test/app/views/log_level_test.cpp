#include "app/views/log_level.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using app::log_level;

namespace {

struct fixture {
  http::response ask(http::method method, std::string body = {}) {
    return app::views::log_level(
        http::request_builder{}.method(method).body(std::move(body)).build(),
        log);
  }

  app::logging log{{.level = log_level::off}};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "GET tells the level of the log") {
  CHECK(ask(http::method::get).body == R"({"level":"off"})");
  log.level(log_level::error);
  CHECK(ask(http::method::get).body == R"({"level":"error"})");
}

TEST_CASE_FIXTURE(fixture, "POST sets the level and tells both") {
  auto answer = ask(http::method::post, "level=error");
  CHECK(answer.status == http::status::ok);
  CHECK(answer.content_type == "application/json");
  CHECK(answer.body == R"({"old":"off","new":"error"})");
  CHECK(log.level() == log_level::error);
}

TEST_CASE_FIXTURE(fixture, "a level has to be one of the six") {
  for (const auto* body : {"", "level=", "level=loud", "lvl=info", "level=%"}) {
    auto answer = ask(http::method::post, body);
    CHECK(answer.status == http::status::bad_request);
    CHECK(answer.body.find("trace, debug, info, warning, error, or off.")
          != answer.body.npos);
  }
  CHECK(log.level() == log_level::off);
}
