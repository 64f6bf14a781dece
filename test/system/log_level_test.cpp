#include "test/system/service.hpp"
#include "test/system/visit.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;

namespace {

raw_answer set(const service& smokehouse, std::string_view body,
               std::vector<std::string> fields = {}) {
  return visit{.target = "/admin/log-level",
               .fields = std::move(fields),
               .method = "POST",
               .body = body}
      .to(smokehouse.port());
}

} // namespace

TEST_CASE("the log's level changes while the service runs") {
  service smokehouse({"--log.level=off"});
  CHECK(smokehouse.get("/admin/log-level").body == R"({"level":"off"})");
  CHECK(set(smokehouse, "level=info").body == R"({"old":"off","new":"info"})");
  CHECK(smokehouse.logs("log.level: info in place of off"));
  CHECK(set(smokehouse, R"({"level":"warning"})",
            {"Content-Type: application/json"})
            .body
        == R"({"old":"info","new":"warning"})");
  CHECK(smokehouse.get("/admin/log-level").body == R"({"level":"warning"})");
}

TEST_CASE("a level that there is not changes nothing") {
  service smokehouse;
  auto answer = set(smokehouse, "level=loud");
  CHECK(answer.status == 400);
  CHECK(answer.fields["content-type"] == "application/problem+json");
  CHECK(smokehouse.get("/admin/log-level").body == R"({"level":"info"})");
}

TEST_CASE("the log's level answers GET, HEAD and POST") {
  service smokehouse;
  auto answer = visit{.target = "/admin/log-level", .method = "DELETE"}.to(
      smokehouse.port());
  CHECK(answer.status == 405);
  CHECK(answer.fields["allow"] == "GET, POST, HEAD");
}
