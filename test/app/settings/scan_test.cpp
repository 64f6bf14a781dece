#include "app/settings/scan.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace smokehouse::app;

TEST_CASE("dotted names of keys and sections are put in quotes") {
  CHECK(scan("a.b = 1\nc.d { e.f=2 }").text
        == "\"a.b\" = 1\n\"c.d\" { \"e.f\"=2 }");
}

TEST_CASE("what is not a dotted name stays as it is") {
  for (std::string text :
       {"a { b = 1.5 }", "# a.b = 1\n", "a = \"b.c = 1\"", "a = [1.5, 2.5]",
        "a = 'x.y { z' # c.d = 2", "a = <http://b.c>"}) {
    CAPTURE(text);
    auto result = scan(text);
    CHECK(result.text == text);
    CHECK_FALSE(result.wrong);
  }
}

TEST_CASE("ranges are refused outside of texts and comments") {
  CHECK(scan("a = [1..9999999999]").wrong == "ranges are not supported");
  CHECK_FALSE(scan("a = \"1..2\" # 1..2").wrong);
}

TEST_CASE("a time that 64 bits of nanoseconds cannot hold is refused") {
  for (std::string time :
       {"9999999h", "999999999min", "9999999999s", "9999999999999ms",
        "0xFFFFFFFFFFs", "-9999999h", "9999999hx"}) {
    CAPTURE(time);
    CHECK(scan("a = " + time).wrong == "the time is too long");
  }
  for (std::string time : {"999999h", "99999999min", "999999999s",
                           "999999999999ms", "9223372036854775807", "0x1F40"}) {
    CAPTURE(time);
    CHECK_FALSE(scan("a = " + time).wrong);
  }
}

TEST_CASE("lists and sections nest to a depth of 16 and no deeper") {
  CHECK_FALSE(scan(std::string(16, '[')).wrong);
  CHECK(scan(std::string(17, '[')).wrong == "nested too deeply");
  CHECK(scan(std::string(1'000'000, '{')).wrong == "nested too deeply");
}

TEST_CASE("a NUL is refused, since the parser takes it for the end") {
  CHECK(scan(std::string_view{"a = 1\n\0b = 2", 13}).wrong);
}

TEST_CASE("what is wrong has its line, and the lines above it are kept") {
  auto result = scan("a = 1\nb = \"\nc = 2\nd = 9999999h\ne = 3\n");
  CHECK(result.line == 4);
  CHECK(result.text == "a = 1\nb = \"\nc = 2\n");
}

TEST_CASE("an escaped quotation mark does not end a text") {
  CHECK_FALSE(scan(R"(a = "\"1..2")").wrong);
  CHECK(scan("a = \"\\\nb = [1..2]").line == 2);
}
