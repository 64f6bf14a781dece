#include "actors/metrics/actor_counts.hpp"
#include "actors/metrics/instruments.hpp"
#include "app/views/admin.hpp"
#include "test/app/views/fixture.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using test::has;

namespace {

struct fixture : test::inside {
  http::response page() {
    return app::views::admin(request, hub, service);
  }
};

} // namespace

TEST_CASE_FIXTURE(fixture, "/admin/ is a page that nobody keeps") {
  auto answer = page();
  CHECK(answer.status == http::status::ok);
  CHECK(answer.content_type == "text/html; charset=utf-8");
  CHECK(answer.body.starts_with("<!DOCTYPE html>"));
  REQUIRE(answer.headers.size() == 1);
  CHECK(answer.headers[0].name == "Cache-Control");
  CHECK(answer.headers[0].value == "no-store");
}

TEST_CASE_FIXTURE(fixture, "/admin/ tells what runs and whether it is ready") {
  CHECK(has(page().body, "<h1>smokehouse 1.2.3</h1>"));
  CHECK(has(page().body, "<p>ready; up for "));
  CHECK(has(page().body, "; 2 shards; "));
  state.add("draining");
  CHECK(has(page().body, "<p>not ready: draining; up for "));
}

TEST_CASE_FIXTURE(fixture, "/admin/ lists the actors with their figures") {
  auto counts = actors::counts_of(registry, "view.index");
  counts.running->inc(2);
  counts.failures->inc(3);
  counts.restarts->inc(4);
  CHECK(has(page().body, "<tr><th scope=\"row\">view.index</th><td>2</td>"
                         "<td>0</td><td>0</td><td>0 s</td><td>0 s</td>"
                         "<td>0 s</td><td>3</td><td>4</td></tr>"));
}

TEST_CASE_FIXTURE(fixture, "/admin/ lists the pools of threads") {
  actors::gauge_of(registry, {"smokehouse.blocking", "threads", "Threads."},
                   {{"pool", "burn"}})
      ->value(64);
  CHECK(has(page().body, "<th scope=\"row\">burn</th><td>64</td>"));
}

TEST_CASE_FIXTURE(fixture, "/admin/ escapes every name") {
  actors::counts_of(registry, "<script>alert(1)</script>");
  state.add("<b>");
  auto body = page().body;
  CHECK_FALSE(has(body, "<script"));
  CHECK_FALSE(has(body, "<b>"));
  CHECK(has(body, "&lt;script&gt;"));
}
