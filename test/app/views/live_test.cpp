#include "app/views/live.hpp"
#include "test/app/views/fixture.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;

TEST_CASE_FIXTURE(test::inside, "/stats/stream answers a stream of events") {
  actors::live_feed live{hub, service};
  auto answer = app::views::stats_stream(request, live);
  CHECK(answer.status == http::status::ok);
  CHECK(answer.content_type == "text/event-stream");
  CHECK(answer.stream);
}

TEST_CASE_FIXTURE(test::inside, "/stats/stream sheds whom it has no room for") {
  actors::live_feed live{hub, service};
  live.stop();
  auto answer = app::views::stats_stream(request, live);
  CHECK(answer.status == http::status::service_unavailable);
  CHECK(answer.shed);
  CHECK(answer.headers.back().name == "Retry-After");
}
