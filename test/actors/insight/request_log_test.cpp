#include "actors/insight/requests_json.hpp"
#include "http/request_builder.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <doctest/doctest.h>

#include <thread>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

struct fixture {
  http::request begin(const std::string& target = "/") {
    auto result = http::request_builder{}.target(target).build();
    log.started(result);
    return result;
  }

  void end(const http::request& rq, http::duration after,
           http::outcome how = http::outcome::answered) {
    log.finished(rq, {.outcome = how,
                      .status = http::status::ok,
                      .duration = after,
                      .why = {}});
  }

  boost::json::value json() {
    const std::vector<const actors::request_log*> logs = {&log};
    const std::vector<std::string> routes = {"/", "/smoke"};
    return boost::json::parse(actors::requests_json(logs, routes));
  }

  actors::request_log log;
};

} // namespace

TEST_CASE_FIXTURE(fixture, "what is in flight is listed, the oldest first") {
  auto first = begin("/first?x=1");
  auto second = begin("/second");
  auto all = log.in_flight(10);
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == first.id());
  CHECK(all[0].path == "/first");
  CHECK(all[0].method == "GET");
  CHECK(all[0].waits_for == "mailbox");
  CHECK(log.in_flight(1).size() == 1);
  end(first, 1ms);
  all = log.in_flight(10);
  REQUIRE(all.size() == 1);
  CHECK(all[0].id == second.id());
  CHECK(log.in_flight_count() == 1);
}

TEST_CASE_FIXTURE(fixture, "the slowest come first, with their status") {
  auto quick = begin("/quick");
  auto slow = begin("/slow");
  slow.mark_route(1);
  end(quick, 1ms);
  end(slow, 9ms, http::outcome::cancelled);
  auto all = log.slowest();
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == slow.id());
  CHECK(all[0].age == 9ms);
  CHECK(all[0].status == 499);
  CHECK(all[1].status == 200);
  auto shown = json();
  CHECK(shown.at("in_flight").as_array().empty());
  CHECK(shown.at("in_flight_total") == 0);
  const auto& one = shown.at("slowest").at(0);
  CHECK(one.at("id") == slow.id().c_str());
  CHECK(one.at("route") == "/smoke");
  CHECK(one.at("duration_s") == 0.009);
  CHECK(one.at("split").at(0).at("name") == "mailbox");
  CHECK(one.at("split").at(0).at("s") == 0.009);
  CHECK(shown.at("slowest").at(1).at("route") == "(none)");
}

TEST_CASE_FIXTURE(fixture, "100,000 requests with ids and paths of their own") {
  for (int i = 0; i < 100'000; ++i) {
    auto rq = begin("/" + std::string(1'000, 'x') + std::to_string(i));
    end(rq, std::chrono::microseconds{i % 2 ? i : 100'000 - i});
  }
  auto all = log.slowest();
  REQUIRE(all.size() == actors::request_log::most_slow);
  // The test may take long enough for several spans of ten seconds.
  CHECK(all.front().age >= 99'990us);
  CHECK(all.back().age >= 99'000us);
  for (const auto& one : all)
    CHECK(one.path.size() == actors::request_record::longest_path);
  CHECK(log.in_flight_count() == 0);
}

TEST_CASE_FIXTURE(fixture, "a request in flight is found by its number") {
  auto one = begin();
  CHECK(log.id_of(one.data()->serial) == one.id());
  end(one, 1ms);
  CHECK(log.id_of(one.data()->serial).empty());
}

TEST_CASE_FIXTURE(fixture, "what is no plain text does no harm") {
  end(begin("/\xff\x80\"\n"), 1ms);
  CHECK(log.slowest()[0].path == "/??\"?");
  CHECK(json().at("slowest").at(0).at("path") == "/??\"?");
}

TEST_CASE_FIXTURE(fixture, "one thread writes while another reads") {
  std::thread server{[&] {
    for (int i = 0; i < 2'000; ++i)
      end(begin(), std::chrono::microseconds{i});
  }};
  for (int i = 0; i < 100; ++i)
    CHECK(json().at("in_flight").as_array().size() <= 1);
  server.join();
}

TEST_CASE_FIXTURE(fixture, "many in flight are counted and not all listed") {
  std::vector<http::request> all;
  for (int i = 0; i < 1'000; ++i)
    all.push_back(begin());
  auto shown = json();
  CHECK(shown.at("in_flight_total") == 1'000);
  CHECK(shown.at("in_flight").as_array().size() == actors::most_listed);
  CHECK(shown.at("in_flight").at(0).at("id") == all[0].id().c_str());
  for (const auto& one : all)
    end(one, 1ms);
}
