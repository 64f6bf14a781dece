#include "app/settings/reader.hpp"
#include "test/support/temporary_file.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app;

namespace {

/// `NAME=VALUE@WHERE` for each entry, in order.
std::string show(const entries& found) {
  std::string result;
  for (const auto& e : found)
    result += e.name + '=' + to_string(e.value) + '@' + e.where + ' ';
  return result;
}

fault stop_of(std::string_view text) {
  auto result = read_config(text, "x.conf");
  REQUIRE(result.stopped);
  return *result.stopped;
}

} // namespace

TEST_CASE("every key comes with its whole name and its line") {
  auto result = read_config("\na = 1 # one\nb {\n  c = 2\n\n  d { e = 3 }\n}\n"
                            "f.g = 4\nh = [\n  5,\n  6\n]\ni = 7",
                            "x.conf");
  CHECK_FALSE(result.stopped);
  CHECK(show(result.found)
        == "a=1@x.conf:2 b.c=2@x.conf:4 b.d.e=3@x.conf:6 f.g=4@x.conf:8 "
           "h=[5, 6]@x.conf:9 i=7@x.conf:13 ");
}

TEST_CASE("a section with nothing in it is an entry of its own") {
  auto result = read_config("a { }\nb { c { } }", "x.conf");
  CHECK(show(result.found) == "a={}@x.conf:1 b.c={}@x.conf:2 ");
}

TEST_CASE("a map in a list is taken for an empty one") {
  auto result = read_config("a = [{ b = [1], c { d = 2 } }, 3]\ne = 4", "x");
  CHECK(show(result.found) == "a=[{}, 3]@x:1 e=4@x:2 ");
}

TEST_CASE("an empty text has no keys") {
  CHECK(read_config("", "x").found.empty());
  CHECK(read_config("# nothing\n", "x").found.empty());
  CHECK_FALSE(read_config("\n\n", "x").stopped);
}

TEST_CASE("a syntax error has its line and what is there") {
  auto [where, what] = stop_of("a = 1\nb = detached\n");
  CHECK(where == "x.conf:2");
  CHECK(what
        == "syntax error: unexpected character (texts need double quotes) "
           "at \"detached\"");
}

TEST_CASE("each kind of syntax error is found in its line") {
  CHECK(stop_of("a {\n  b = 1\n").where == "x.conf:3");
  CHECK(stop_of("a = 1\n}\n").where == "x.conf:2");
  CHECK(stop_of("a =\n").where == "x.conf:1");
  CHECK(stop_of("a = 1\nb = \"x\nc = 2").where == "x.conf:2");
  CHECK(stop_of("a = [1, 2\nb = 3").where == "x.conf:2");
  CHECK(stop_of("a = 1.5s").where == "x.conf:1");
  CHECK(stop_of("\n\na = 99999999999999999999").where == "x.conf:3");
  CHECK(stop_of("a = \"\\q\"").where == "x.conf:1");
  CHECK(stop_of("a = 1\n\x01").where == "x.conf:2");
}

TEST_CASE("the keys above a syntax error are still there") {
  auto result = read_config("a = 1\nb = 127.0.0.1\nc = 2", "x");
  CHECK(result.stopped);
  CHECK(show(result.found) == "a=1@x:1 ");
}

TEST_CASE("a file is read under its path") {
  smokehouse::test::temporary_file file{"a = 1\n"};
  auto result = read_config_file(file.path());
  CHECK(show(result.found) == "a=1@" + file.path() + ":1 ");
}

TEST_CASE("a file that cannot be read is a fault of its own") {
  auto missing = read_config_file("/nowhere/x.conf");
  CHECK(
      missing.stopped
      == fault{"/nowhere/x.conf", "cannot read it: No such file or directory"});
  auto folder = read_config_file("/tmp");
  CHECK(folder.stopped == fault{"/tmp", "cannot read it: it is a directory"});
}

TEST_CASE("one value is read on its own, and nothing else beside it") {
  CHECK(read_value("5") == caf::config_value{5});
  CHECK(read_value("[\"a\"]"));
  CHECK_FALSE(read_value("detached"));
  CHECK_FALSE(read_value(""));
  CHECK_FALSE(read_value("5\ny = 6"));
  CHECK_FALSE(read_value("5, x = 6"));
}
