#include "http/request_builder.hpp"
#include "http/trace_context.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;

namespace {

using fields = std::vector<std::pair<std::string, std::string>>;

const std::string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
const std::string span = "00f067aa0ba902b7";

fields continued(const fields& given) {
  request_builder builder;
  for (const auto& [name, value] : given)
    builder.header(name, value);
  return continued_trace(builder.build());
}

fields continued(const std::string& parent) {
  return continued(fields{{"traceparent", parent}});
}

} // namespace

TEST_CASE("a trace goes on with a new span") {
  auto one = continued("00-" + trace + "-" + span + "-01");
  auto other = continued("00-" + trace + "-" + span + "-01");
  REQUIRE(one.size() == 1);
  CHECK(one[0].first == "traceparent");
  CHECK(one[0].second.size() == 55);
  CHECK(one[0].second.starts_with("00-" + trace + "-"));
  CHECK(one[0].second.ends_with("-01"));
  CHECK(one[0].second.substr(36, 16) != span);
  CHECK(one[0].second != other[0].second);
}

TEST_CASE("what vendors say goes along as it is, in its order") {
  auto all = continued({{"Tracestate", "a=1,b=2"},
                        {"Traceparent", "00-" + trace + "-" + span + "-00"},
                        {"tracestate", "c=3"}});
  REQUIRE(all.size() == 3);
  CHECK(all[1] == std::pair<std::string, std::string>{"tracestate", "a=1,b=2"});
  CHECK(all[2] == std::pair<std::string, std::string>{"tracestate", "c=3"});
  CHECK(continued(fields{{"tracestate", "a=1"}}).empty());
}

TEST_CASE("a newer version is continued as this one") {
  for (std::string more : {"", "-what-comes-next"}) {
    auto one = continued("cc-" + trace + "-" + span + "-01" + more);
    REQUIRE(one.size() == 1);
    CHECK(one[0].second.starts_with("00-" + trace));
    CHECK(one[0].second.size() == 55);
  }
}

TEST_CASE("of the flags only the one that is defined goes on") {
  for (auto [given, kept] : {std::pair{"ff", "-01"}, {"02", "-00"}}) {
    auto one = continued("00-" + trace + "-" + span + "-" + given);
    REQUIRE(one.size() == 1);
    CHECK(one[0].second.ends_with(kept));
  }
}

TEST_CASE("what is no trace is not continued") {
  const auto good = "00-" + trace + "-" + span + "-01";
  for (std::string bad :
       {std::string{}, std::string{"00"}, good.substr(0, 54), good + "-x",
        good + "x", "ff" + good.substr(2), "0g" + good.substr(2),
        "00-" + std::string(32, '0') + "-" + span + "-01",
        "00-" + trace + "-" + std::string(16, '0') + "-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + span + "-01",
        "00_" + good.substr(3), "00-" + trace + "_" + span + "-01",
        "00-" + trace + "-" + span + "_01",
        "00-" + trace + "-" + span + "-0z"}) {
    CAPTURE(bad);
    CHECK(continued(bad).empty());
  }
  CHECK(continued({{"traceparent", good}, {"traceparent", good}}).empty());
}
