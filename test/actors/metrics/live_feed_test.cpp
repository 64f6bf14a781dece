#include "actors/metrics/live_feed.hpp"
#include "test/support/eventually.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <doctest/doctest.h>

#include <atomic>

using namespace smokehouse;
using namespace std::chrono_literals;
using test::eventually;

namespace {

struct event {
  std::string name;
  boost::json::value data;
};

std::string field(const std::string& text, const std::string& name) {
  auto begin = text.find(name + ": ") + name.size() + 2;
  return text.substr(begin, text.find('\n', begin) - begin);
}

/// Reads what a subscriber gets.
class reader {
public:
  explicit reader(std::shared_ptr<http::body_stream> from)
      : from_(std::move(from)) {
    // nop
  }

  reader(const reader&) = delete;
  reader& operator=(const reader&) = delete;

  ~reader() {
    from_->close();
  }

  /// Waits for the next event.
  event next() {
    REQUIRE(eventually([&] {
      ended_ = from_->take(text_);
      return text_.find("\n\n") != text_.npos;
    }));
    auto end = text_.find("\n\n") + 2;
    auto one = text_.substr(0, end);
    text_.erase(0, end);
    return {field(one, "event"), boost::json::parse(field(one, "data"))};
  }

  bool ends() {
    return eventually([&] { return ended_ || from_->take(text_); });
  }

private:
  std::shared_ptr<http::body_stream> from_;
  std::string text_;
  bool ended_ = false;
};

struct fixture {
  caf::telemetry::metric_registry registry;
  actors::metrics_hub hub{registry};
  actors::readiness state;
  actors::service_info_source info{"smokehouse", "1.2.3", 2, state};
};

} // namespace

TEST_CASE_FIXTURE(fixture, "a subscriber gets the history, the stats, and then "
                           "a point with each of the stats") {
  actors::live_feed feed{hub, info, {}, 1ms};
  feed.start();
  reader from{feed.subscribe()};
  auto first = from.next();
  CHECK(first.name == "history");
  CHECK(first.data.is_array());
  auto second = from.next();
  CHECK(second.name == "stats");
  CHECK(second.data.at("stats").at("service").at("version") == "1.2.3");
  CHECK_FALSE(second.data.as_object().contains("point"));
  for (int i = 0; i < 3; ++i) {
    auto more = from.next();
    CHECK(more.name == "stats");
    CHECK(more.data.at("point").at("in_flight") == 0);
  }
}

TEST_CASE_FIXTURE(fixture, "the history has what came before, 900 points") {
  actors::live_feed feed{hub, info, {}, 1ms};
  feed.start();
  CHECK(eventually([&] {
    reader from{feed.subscribe()};
    return from.next().data.as_array().size() == actors::history_points;
  }));
}

TEST_CASE_FIXTURE(fixture, "parts are members of each event") {
  actors::live_feed feed{
      hub, info, {{"map", [] { return std::string{"{\"nodes\":[]}"}; }}}, 1ms};
  feed.start();
  reader from{feed.subscribe()};
  from.next();
  CHECK(from.next().data.at("map").at("nodes").as_array().empty());
}

TEST_CASE_FIXTURE(fixture, "nothing is rendered while nobody reads") {
  std::atomic<int> rendered = 0;
  std::atomic<int> looks = 0;
  hub.on_collect([&] { ++looks; });
  actors::live_feed feed{
      hub, info, {{"count", [&] { return std::to_string(++rendered); }}}, 1ms};
  feed.start();
  CHECK(eventually([&] { return looks > 5; }));
  CHECK(rendered == 0);
  auto stream = feed.subscribe();
  CHECK(eventually([&] { return rendered > 5; }));
  stream->close();
  auto then = looks.load();
  // The one that goes on at that moment may be the last.
  CHECK(eventually([&] { return looks > then + 1; }));
  auto last = rendered.load();
  then = looks.load();
  CHECK(eventually([&] { return looks > then + 5; }));
  CHECK(rendered == last);
}

TEST_CASE_FIXTURE(fixture, "the number of subscribers is bounded; who left "
                           "makes room") {
  actors::live_feed feed{hub, info, {}, 1ms};
  feed.start();
  std::vector<std::shared_ptr<http::body_stream>> all;
  for (std::size_t i = 0; i < actors::live_feed::max_subscribers; ++i)
    all.push_back(feed.subscribe());
  CHECK(all.back());
  CHECK_FALSE(feed.subscribe());
  all.front()->close();
  CHECK(feed.subscribe());
}

TEST_CASE_FIXTURE(fixture, "who does not read loses events, and then goes on") {
  actors::live_feed feed{
      hub,
      info,
      {{"big", [] { return '"' + std::string(300'000, 'x') + '"'; }}},
      1ms};
  feed.start();
  auto slow = feed.subscribe();
  reader quick{feed.subscribe()};
  quick.next();
  // Five of these do not fit into the bound.
  for (int i = 0; i < 8; ++i)
    quick.next();
  std::string waiting;
  slow->take(waiting);
  CHECK(waiting.size() <= actors::live_feed::max_waiting_bytes);
  CHECK(waiting.ends_with("}\n\n"));
  CHECK(reader{slow}.next().name == "stats");
}

TEST_CASE_FIXTURE(fixture, "stopping ends the streams, and takes no more") {
  actors::live_feed feed{hub, info};
  feed.start();
  reader from{feed.subscribe()};
  feed.stop();
  feed.stop();
  CHECK(from.ends());
  CHECK_FALSE(feed.subscribe());
}
