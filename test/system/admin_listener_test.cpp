// Who may look inside, on a listener of its own.
#include "test/support/eventually.hpp"
#include "test/support/temporary_file.hpp"
#include "test/system/invocation.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/visit.hpp"

#include <boost/json/parse.hpp>
#include <boost/system/system_error.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::test;

namespace {

const options apart{"--admin.address=127.0.0.1", "--admin.port=0"};

const std::string inside[] = {"/stats",   "/stats/map", "/stats/requests",
                              "/metrics", "/admin/",    "/admin/log-level"};

/// A service with an admin listener.
struct split {
  explicit split(const options& more = {}) : smokehouse(apart + more) {
    port = smokehouse.admin_port();
    // The second line that it prints.
    REQUIRE(smokehouse.output().front()
            == "admin listening on http://127.0.0.1:" + std::to_string(port));
  }

  raw_answer ask(const visit& what) const {
    return what.to(port);
  }

  boost::json::value stats() const {
    return boost::json::parse(ask({"/stats"}).body);
  }

  service smokehouse;
  std::uint16_t port = 0;
};

} // namespace

TEST_CASE("the inside is on the admin listener, and not on the main one") {
  split one;
  CHECK(one.port != one.smokehouse.port());
  for (const auto& target : inside) {
    CAPTURE(target);
    CHECK(one.ask({target}).status == 200);
    CHECK(one.smokehouse.get(target).status == 404);
  }
  for (const auto* target : {"/healthz", "/readyz"}) {
    CHECK(one.ask({target}).status == 200);
    CHECK(one.smokehouse.get(target).status == 200);
  }
  CHECK(one.ask({"/"}).status == 404);
  CHECK(one.smokehouse.get("/").status == 200);
}

TEST_CASE("the admin listener is for whoever reaches it") {
  split one;
  CHECK(one.ask({"/stats", {"X-Forwarded-For: 10.0.0.1"}}).status == 200);
}

TEST_CASE("either key makes the listener") {
  for (const auto* key : {"--admin.port=0", "--admin.address=127.0.0.1"}) {
    service smokehouse({key});
    CHECK(smokehouse.prints("admin listening on http://127.0.0.1:"));
  }
}

TEST_CASE("the admin listener wants the token, and has its own login") {
  temporary_file file{"correct-horse-battery"};
  split one({"--admin.token-file=" + file.path()});
  CHECK(one.ask({"/stats"}).status == 401);
  CHECK(one.ask({"/stats", {"Authorization: Bearer correct-horse-battery"}})
            .status
        == 200);
  CHECK(one.ask({"/admin/login"}).status == 200);
  CHECK(one.ask({"/healthz"}).status == 200);
  CHECK(one.smokehouse.get("/admin/login").status == 404);
}

TEST_CASE("the admin listener knows HEAD and other methods as the main one") {
  split one;
  auto head = one.ask({.target = "/metrics", .method = "HEAD"});
  CHECK(head.status == 200);
  CHECK(std::stoul(head.fields["content-length"]) > 0);
  auto post =
      one.ask({.target = "/stats", .method = "POST", .body = "anything"});
  CHECK(post.status == 405);
  CHECK(post.fields["allow"] == "GET, HEAD");
  auto nothing = boost::json::parse(one.ask({"/nothing"}).body);
  CHECK(nothing.at("status") == 404);
  CHECK(nothing.at("instance") == "/nothing");
}

TEST_CASE("the admin listener answers while the main one is full") {
  split one({"--http.max-connections=2"});
  auto first = one.smokehouse.ask("/");
  auto second = one.smokehouse.ask("/");
  first->read_answer();
  second->read_answer();
  CHECK(one.smokehouse.get("/").status == 503);
  auto stats = one.stats();
  CHECK(count(stats, "/http/connections/open") == 2);
  CHECK(count(stats, "/http/connections/refused") == 1);
  // Those of the admin listener are not the service's.
  CHECK(count(stats, "/http/requests/accepted") == 2);
  // A client may have its answer a moment before the shard has counted it.
  CHECK(eventually(
      [&] { return count(one.stats(), "/http/requests/in_flight") == 0; }));
}

TEST_CASE("the admin listener answers while every shard is stuck") {
  split one({"--caf.scheduler.max-threads=1", "--burn.mode=inline",
             "--burn.duration=1h", "--http.request-timeout=1h",
             "--watchdog.threshold=1ms", "--watchdog.unready-after=1ms"});
  auto burn = one.smokehouse.ask("/burn_some_meats/");
  REQUIRE(eventually(
      [&] { return count(one.stats(), "/http/requests/in_flight") == 1; }));
  auto other = one.smokehouse.ask("/");
  for (const auto& target : inside) {
    CAPTURE(target);
    CHECK(one.ask({target}).status == 200);
  }
  CHECK(one.ask({"/healthz"}).status == 200);
  CHECK(eventually([&] { return one.ask({"/readyz"}).status == 503; }));
  CHECK(one.stats().at_pointer("/blocked/0/actor") == "view.burn_some_meats");
  CHECK_FALSE(answered(other));
}

TEST_CASE("the admin listener refuses more than its own share") {
  split one;
  std::vector<std::unique_ptr<raw_client>> idle;
  for (int i = 0; i < 64; ++i) {
    idle.push_back(std::make_unique<raw_client>(one.port));
    CHECK(idle.back()->send(get("/healthz")).read_answer().status == 200);
  }
  CHECK(one.ask({"/healthz"}).status == 503);
  CHECK(one.smokehouse.get("/").status == 200);
}

TEST_CASE("the admin listener goes on while the service drains") {
  split one({"--burn.duration=1h", "--http.request-timeout=1h",
             "--shutdown.grace=1h"});
  auto burn = one.smokehouse.ask("/burn_some_meats/");
  REQUIRE(
      eventually([&] { return count(one.stats(), "/blocking/0/busy") == 1; }));
  one.smokehouse.signal(SIGTERM);
  REQUIRE(eventually([&] { return one.ask({"/readyz"}).status == 503; }));
  CHECK(one.ask({"/healthz"}).status == 200);
  CHECK(count(one.stats(), "/http/requests/in_flight") == 1);
}

TEST_CASE("the admin listener ends with the service") {
  split one;
  raw_client idle{one.port};
  idle.send(get("/healthz")).read_answer();
  CHECK(one.smokehouse.stop() == 0);
  CHECK(idle.at_end());
  CHECK_THROWS_AS(raw_client{one.port}, boost::system::system_error);
}

TEST_CASE("an admin address in use is told, and nothing starts") {
  split one;
  auto [code, out, err] =
      invoke({"--http.port=0", "--admin.port=" + std::to_string(one.port)});
  CHECK(code == 1);
  CHECK(out.empty());
  REQUIRE(!err.empty());
  CHECK(
      err.back().find("cannot listen on 127.0.0.1:" + std::to_string(one.port))
      != std::string::npos);
}

TEST_CASE("the inside open to other machines is worth a warning") {
  service smokehouse({"--admin.address=0.0.0.0"});
  CHECK(smokehouse.prints("admin listening on http://0.0.0.0:"));
  CHECK(smokehouse.logs("whoever reaches 0.0.0.0 may look inside"));
}

TEST_CASE("the admin listener's requests are in the access log") {
  split one;
  one.ask({"/healthz"});
  CHECK(one.smokehouse.prints("\"GET /healthz HTTP/1.1\" 200 OK"));
}
