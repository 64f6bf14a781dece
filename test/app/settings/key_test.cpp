#include "app/settings/key.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app;
using namespace std::chrono_literals;
using caf::config_value;

TEST_CASE("a number takes whole numbers of its range, bounds included") {
  std::uint16_t place = 7;
  auto k = number("a.b", place, "ports", {1, 10}, "A port");
  CHECK(k.kind == "ports, 1 to 10");
  CHECK(k.show() == "7");
  CHECK(k.assign(config_value{1}).empty());
  CHECK(k.assign(config_value{10}).empty());
  CHECK(place == 10);
  CHECK(k.assign(config_value{0}) == "0 is out of range: 1 to 10");
  CHECK(k.assign(config_value{11}) == "11 is out of range: 1 to 10");
  CHECK(k.assign(config_value{-1}) == "-1 is out of range: 1 to 10");
  CHECK(k.assign(config_value{1.5}) == "expects a whole number, not 1.5");
  CHECK(k.assign(config_value{"5"}) == "expects a whole number, not \"5\"");
  CHECK(place == 10);
}

TEST_CASE("a number may be none") {
  std::optional<std::uint16_t> place;
  auto k = number_or_none("a.b", place, "port", {0, 10}, "A port");
  CHECK(k.kind == "\"none\" or port, 0 to 10");
  CHECK(k.show() == "\"none\"");
  CHECK(k.assign(config_value{0}).empty());
  CHECK(place == 0);
  CHECK(k.show() == "0");
  CHECK(k.assign(config_value{11}) == "11 is out of range: 0 to 10");
  CHECK(k.assign(config_value{"some"})
        == "expects \"none\" or a whole number, not \"some\"");
  CHECK(place == 0);
  CHECK(k.assign(config_value{"none"}).empty());
  CHECK_FALSE(place);
}

TEST_CASE("a time needs its unit, and has a range") {
  caf::timespan place = 1s;
  auto k = time("a.b", place, {1ms, 1h}, "A time");
  CHECK(k.kind == "time, 1ms to 1h");
  CHECK(k.assign(config_value{caf::timespan{250ms}}).empty());
  CHECK(place == 250ms);
  CHECK(k.show() == "250ms");
  CHECK(k.assign(config_value{caf::timespan{0s}})
        == "0s is out of range: 1ms to 1h");
  CHECK(k.assign(config_value{30})
        == "expects a time with its unit, such as 250ms or 2s, not 30");
}

TEST_CASE("a flag is true or false, and true without a value") {
  bool place = false;
  auto k = flag("a.b", place, "A flag");
  CHECK(k.assign(config_value{}).empty());
  CHECK(place);
  CHECK(k.assign(config_value{false}).empty());
  CHECK(k.show() == "false");
  CHECK(k.assign(config_value{1}) == "expects true or false, not 1");
}

TEST_CASE("a text passes its check or leaves the place as it was") {
  std::string place = "x";
  auto check = [](const std::string& text) {
    return text == "bad" ? std::string{"it is bad"} : std::string{};
  };
  auto k = text("a.b", place, "a word", check, "A text");
  CHECK(k.assign(config_value{"bad"}) == "it is bad");
  CHECK(place == "x");
  CHECK(k.assign(config_value{"good"}).empty());
  CHECK(k.show() == "\"good\"");
  CHECK(k.assign(config_value{5}) == "expects a text in double quotes, not 5");
}

TEST_CASE("a list has texts only, as many as its range says") {
  std::vector<std::string> place{"x"};
  auto k = texts("a.b", place, {1, 2}, "A list");
  auto assign = [&k](std::vector<std::string> list) {
    return k.assign(config_value{std::move(list)});
  };
  CHECK(assign({"a", "b"}).empty());
  CHECK(k.show() == R"(["a", "b"])");
  CHECK(assign({}) == "the list is empty");
  CHECK(assign({"a", "b", "c"}) == "a list of 3 is out of range: 1 to 2");
  CHECK(assign({"a", ""}) == "the text is empty");
  CHECK(k.assign(config_value{std::vector<int>{1}})
        == "expects texts in its list, not 1");
  CHECK(k.assign(config_value{"a"}) == "expects a list of texts, not \"a\"");
  CHECK(k.show() == R"(["a", "b"])");
}

TEST_CASE("paths are none, one, or a list") {
  std::vector<std::string> place;
  auto k = paths("a.b", place, 2, "Files");
  CHECK(k.kind == R"("", path, or list of up to 2)");
  CHECK(k.show() == R"("")");
  CHECK(k.assign(config_value{"/a b.pem"}).empty());
  CHECK(place == std::vector<std::string>{"/a b.pem"});
  CHECK(k.show() == R"("/a b.pem")");
  CHECK(k.assign(config_value{std::vector<std::string>{"a", "b"}}).empty());
  CHECK(k.show() == R"(["a", "b"])");
  CHECK(k.assign(config_value{std::vector<std::string>{"a", "b", "c"}})
        == "a list of 3 is out of range: 0 to 2");
  CHECK(k.assign(config_value{"a\nb"}) == R"("a\nb" has control characters)");
  CHECK(place.size() == 2);
  CHECK(k.assign(config_value{""}).empty());
  CHECK(place.empty());
}

TEST_CASE("a choice is one of its enumeration's names") {
  auto place = burn_mode::detached;
  auto k = choice("a.b", place, "A mode");
  CHECK(k.kind == "detached or inline");
  CHECK(k.assign(config_value{"inline"}).empty());
  CHECK(place == burn_mode::inside_view);
  CHECK(k.show() == "\"inline\"");
  CHECK(k.assign(config_value{"outline"})
        == "expects detached or inline, not \"outline\"");
  CHECK(k.assign(config_value{true}) == "expects detached or inline, not true");
}

TEST_CASE("a name that looks like a number needs no quotes") {
  auto place = smokehouse::http::tls_version::v1_2;
  auto k = choice("a.b", place, "A version");
  CHECK(k.assign(config_value{1.3}).empty());
  CHECK(place == smokehouse::http::tls_version::v1_3);
  CHECK(k.assign(config_value{1.1}) == "expects 1.2 or 1.3, not 1.1");
  CHECK(k.assign(config_value{"1.2"}).empty());
  CHECK(place == smokehouse::http::tls_version::v1_2);
}

TEST_CASE("a level is one of six names") {
  auto place = log_level::info;
  auto k = choice("a.b", place, "A level");
  CHECK(k.kind == "trace, debug, info, warning, error or off");
  CHECK(k.assign(config_value{"off"}).empty());
  CHECK(place == log_level::off);
}
