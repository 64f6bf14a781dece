#include "test/support/eventually.hpp"
#include "test/support/scripted_peer.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <span>

using namespace smokehouse::test;

using boost::json::value;

namespace {

using times = std::map<std::string, double>;

/// Name and milliseconds of each part: `front;dur=0.012, mailbox;dur=...`
times parts(const raw_answer& answer) {
  const auto& text = answer.fields.at("server-timing");
  constexpr std::string_view mark = ";dur=";
  times result;
  for (auto begin = std::size_t{0}; begin < text.size();) {
    auto end = std::min(text.find(", ", begin), text.size());
    auto at = text.find(mark, begin);
    result[text.substr(begin, at - begin)] =
        std::stod(text.substr(at + mark.size()));
    begin = end + 2;
  }
  return result;
}

double sum(const times& of) {
  double result = 0;
  for (const auto& [name, time] : of)
    result += time;
  return result;
}

/// Whether the recorded parts of a request are its whole time.
bool split_adds_up(const value& request) {
  double all = 0;
  for (const auto& part : request.at("split").as_array())
    all += part.at("s").to_number<double>();
  return all
         == doctest::Approx(request.at("duration_s").to_number<double>())
                .epsilon(0.05);
}

/// The record of a request among the slowest.
value record(service& smokehouse, const std::string& id) {
  auto all = boost::json::parse(smokehouse.get("/stats/requests").body);
  for (const auto& one : all.at("slowest").as_array())
    if (one.at("id").as_string() == id)
      return one;
  return nullptr;
}

const options slow_fetchers = {"--smoke.flavor-delay=100ms",
                               "--smoke.smokables-delay=200ms",
                               "--http.server-timing=true"};

} // namespace

TEST_CASE("Server-Timing says where the time of an answer went") {
  service smokehouse(slow_fetchers);
  auto plain = parts(smokehouse.get("/"));
  for (auto name : {"front", "mailbox", "handling"}) {
    CAPTURE(name);
    CHECK(plain.contains(name));
  }
  auto answer = smokehouse.get("/smoke_some_meats/");
  auto smoke = parts(answer);
  for (auto name : {"front", "mailbox", "handling", "fetcher.flavor",
                    "fetcher.smokables", "join"}) {
    CAPTURE(name);
    CHECK(smoke.contains(name));
  }
  CHECK(smoke["fetcher.flavor"] >= 99);
  auto known = record(smokehouse, answer.fields["x-request-id"]);
  REQUIRE(known.is_object());
  auto whole = known.at("duration_s").to_number<double>() * 1e3;
  CHECK(whole >= 200);
  CHECK(sum(smoke) == doctest::Approx(whole).epsilon(0.05));
}

TEST_CASE("no Server-Timing unless it is asked for") {
  service smokehouse(quick());
  CHECK_FALSE(smokehouse.get("/").fields.contains("server-timing"));
}

TEST_CASE("the slowest requests are listed with the same split") {
  service smokehouse(slow_fetchers);
  auto answer = smokehouse.get("/smoke_some_meats/");
  auto one = record(smokehouse, answer.fields["x-request-id"]);
  REQUIRE(one.is_object());
  CHECK(one.at("route") == "/smoke_some_meats");
  CHECK(one.at("path") == "/smoke_some_meats/");
  CHECK(one.at("method") == "GET");
  CHECK(one.at("status") == 200);
  CHECK(split_adds_up(one));
}

TEST_CASE("the split of every kind of request is its whole time") {
  service smokehouse(
      quick() + options{"--burn.duration=2s", "--http.request-timeout=500ms"});
  auto late = smokehouse.ask("/burn_some_meats/");
  for (auto path : {"/", "/no/such", "/sync/", "/stats", "/metrics"})
    smokehouse.get(path);
  for (std::string text :
       {"POST / HTTP/1.1\r\nHost: x\r\n\r\n", "nonsense\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"}) {
    raw_client client{smokehouse.port()};
    client.send(text).read_answer(text.starts_with("HEAD"));
  }
  late->read_answer();
  // A client may have its answer before that is noted.
  CHECK(eventually([&] {
    std::set<std::int64_t> statuses;
    auto all = boost::json::parse(smokehouse.get("/stats/requests").body);
    for (const auto& one : all.at("slowest").as_array()) {
      CAPTURE(boost::json::serialize(one));
      CHECK(split_adds_up(one));
      statuses.insert(one.at("status").as_int64());
    }
    return std::ranges::includes(statuses, std::set{200, 400, 404, 405, 504});
  }));
}

TEST_CASE("requests in flight say what they wait for") {
  service smokehouse({"--smoke.flavor-delay=30s", "--smoke.smokables-delay=0s",
                      "--burn.duration=1h", "--blocking.threads=1",
                      "--shutdown.grace=0s"});
  auto smoke = smokehouse.ask("/smoke_some_meats/");
  auto burns = smokehouse.ask(2, "/burn_some_meats/");
  CHECK(eventually([&] {
    auto now = boost::json::parse(smokehouse.get("/stats/requests").body);
    std::map<std::string, int> waits;
    for (const auto& one : now.at("in_flight").as_array())
      ++waits[std::string{one.at("waits_for").as_string()}];
    return count(now, "/in_flight_total") == 4 && waits["fetcher.flavor"] == 1
           && waits["pool.burn"] == 2 && waits["handling"] == 1;
  }));
}

TEST_CASE("a trace goes on to the upstream with a span of its own") {
  std::mutex mutex;
  std::vector<std::string> heads;
  scripted_peer upstream{[&](auto& socket, unsigned) -> asio::awaitable<void> {
    for (;;) {
      auto head = co_await upstream.read_request(socket);
      {
        std::lock_guard guard{mutex};
        heads.push_back(std::move(head));
      }
      co_await write(socket, answer("meat"));
    }
  }};
  service smokehouse(quick() + options{"--upstream.url=" + upstream.url()});
  const std::string trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-";
  for (auto path :
       {"/smoke_some_meats/", "/sync/", "/async/", "/sync_to_async/"}) {
    CAPTURE(path);
    raw_client client{smokehouse.port()};
    client.send("GET " + std::string{path}
                + " HTTP/1.1\r\nHost: x\r\nTraceparent: " + trace
                + "00f067aa0ba902b7-01\r\nTracestate: a=1\r\n\r\n");
    CHECK(client.read_answer().status == 200);
  }
  REQUIRE(eventually([&] { return upstream.requests() == 5; }));
  CHECK(smokehouse.get("/sync/").status == 200);
  std::set<std::string> spans;
  std::lock_guard guard{mutex};
  REQUIRE(heads.size() == 6);
  for (const auto& head : std::span{heads}.first(5)) {
    CAPTURE(head);
    auto at = head.find("traceparent: " + trace);
    REQUIRE(at != head.npos);
    auto span = head.substr(at + 49, 16);
    CHECK(span != "00f067aa0ba902b7");
    CHECK(spans.insert(span).second);
    CHECK(head.find("tracestate: a=1") != head.npos);
  }
  CHECK(heads.back().find("traceparent") == heads.back().npos);
}

TEST_CASE("the map shows who sends to whom") {
  service smokehouse(quick());
  for (auto path : {"/", "/smoke_some_meats/", "/sync/", "/async/"})
    CHECK(smokehouse.get(path).status == 200);
  auto map = boost::json::parse(smokehouse.get("/stats/map").body);
  std::set<std::string> edges;
  for (const auto& edge : map.at("edges").as_array()) {
    CHECK(count(edge, "/messages") > 0);
    CHECK(edge.at("rate").to_number<double>() >= 0);
    CHECK(edge.at_pointer("/wait_s/mean").to_number<double>() >= 0);
    edges.insert(std::string{edge.at("from").as_string()} + " > "
                 + std::string{edge.at("to").as_string()});
  }
  for (auto edge : {"connection > front", "front > view.index",
                    "view.smoke_some_meats > fetcher.flavor",
                    "view.smoke_some_meats > fetcher.smokables",
                    "view.sync > pool.sync", "pool.sync > blocking.sync",
                    "blocking.sync > pool.sync", "view.async > background"}) {
    CAPTURE(edge);
    CHECK(edges.contains(edge));
  }
  auto dot = smokehouse.get("/stats/map?format=dot");
  CHECK(dot.fields["content-type"] == "text/vnd.graphviz");
  CHECK(dot.body.find("\"front\" -> \"view.index\"") != dot.body.npos);
  CHECK(smokehouse.get("/stats/map?format=png").status == 400);
}
