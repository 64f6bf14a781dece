// /stats/stream: Server-Sent Events from the real service.
#include "test/support/eventually.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

using namespace smokehouse::test;

namespace {

/// Reads until it has seen `part`, `times` times.
std::string read_until(service::client& from, std::string_view part,
                       int times = 1) {
  std::string result;
  auto seen = [&] {
    int n = 0;
    for (auto at = result.find(part); at != result.npos;
         at = result.find(part, at + 1))
      ++n;
    return n;
  };
  while (seen() < times)
    result += from->read_some();
  return result;
}

} // namespace

TEST_CASE("the stream sends the history at once, then events") {
  service smokehouse;
  auto stream = smokehouse.ask("/stats/stream");
  auto text = read_until(stream, "event: stats", 3);
  CHECK(text.find("Content-Type: text/event-stream\r\n") != text.npos);
  CHECK(text.find("event: history") < text.find("event: stats"));
  CHECK(text.find("\"point\":{") != text.npos);
}

TEST_CASE("the stream is a request in flight until its reader leaves") {
  service smokehouse;
  auto stream = smokehouse.ask("/stats/stream");
  read_until(stream, "event: stats");
  CHECK(in_flight(smokehouse.stats()) == 1);
  stream->close();
  CHECK(smokehouse.shows([](auto& stats) {
    return in_flight(stats) == 0
           && count(stats, "/http/requests/cancelled") == 1 && adds_up(stats);
  }));
}

TEST_CASE("too many streams are shed") {
  service smokehouse;
  std::vector<service::client> streams;
  for (int i = 0; i < 32; ++i) {
    streams.push_back(smokehouse.ask("/stats/stream"));
    read_until(streams.back(), "event: history");
  }
  CHECK(smokehouse.get("/stats/stream").status == 503);
}

TEST_CASE("a stop ends the streams, and is a clean one") {
  service smokehouse;
  auto stream = smokehouse.ask("/stats/stream");
  read_until(stream, "event: stats", 2);
  CHECK(smokehouse.stop() == 0);
  CHECK(stream->read_to_end().ends_with("0\r\n\r\n"));
}
