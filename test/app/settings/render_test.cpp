#include "app/settings/reader.hpp"
#include "app/settings/render.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace smokehouse::app;
using namespace std::chrono_literals;

TEST_CASE("a time is shown in the largest unit that divides it") {
  CHECK(render_time(0s) == "0s");
  CHECK(render_time(250ms) == "250ms");
  CHECK(render_time(2s) == "2s");
  CHECK(render_time(90s) == "90s");
  CHECK(render_time(60s) == "1min");
  CHECK(render_time(7200s) == "2h");
  CHECK(render_time(1500us) == "1500us");
  CHECK(render_time(1ns) == "1ns");
  CHECK(render_time(-2s) == "-2s");
}

TEST_CASE("a text is quoted, and what would end or change it is escaped") {
  CHECK(render_text("Stubb's Original") == "\"Stubb's Original\"");
  CHECK(render_text("a\"b\\c\nd\re\tf") == R"("a\"b\\c\nd\re\tf")");
}

TEST_CASE("every value that is rendered reads as the same value again") {
  using caf::config_value;
  const config_value values[] = {
      config_value{0},
      config_value{std::numeric_limits<std::int64_t>::max()},
      config_value{std::numeric_limits<std::int64_t>::min()},
      config_value{true},
      config_value{0.1},
      config_value{1.0},
      config_value{1e-12},
      config_value{"a\"b\\c\nd\re\tf"},
      config_value{""},
      config_value{caf::timespan{90s}},
      config_value{caf::timespan{1ns}},
      config_value{std::vector<std::string>{}},
      config_value{std::vector<std::string>{"Famous Dave's", "x"}},
  };
  for (const auto& value : values) {
    CAPTURE(render(value));
    auto again = read_value(render(value));
    REQUIRE(again);
    CHECK(*again == value);
  }
}

TEST_CASE("a section is shown with its keys indented, odd names in quotes") {
  caf::settings content;
  caf::put(content, "scheduler.max-threads", 2);
  content["a b"] = caf::config_value{true};
  CHECK(render_section(content, 2)
        == "  \"a b\" = true\n"
           "  scheduler {\n"
           "    max-threads = 2\n"
           "  }\n");
}

TEST_CASE("a message calls a value by its text, and what has none by a word") {
  CHECK(describe(caf::config_value{}) == "nothing");
  CHECK(describe(caf::config_value{caf::settings{}}) == "a section");
  CHECK(describe(caf::config_value{5}) == "5");
}
