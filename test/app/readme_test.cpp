// What the README repeats has to be what it repeats.
#include "app/settings/key_table.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace smokehouse::app;

namespace {

std::string content_of(const std::string& path) {
  std::ifstream file{SMOKEHOUSE_ROOT "/" + path};
  std::ostringstream result;
  result << file.rdbuf();
  return result.str();
}

/// The C++ of the README, each block with its last newline.
std::vector<std::string> cpp_blocks() {
  const std::string fence = "\n```";
  auto text = content_of("README.md");
  std::vector<std::string> result;
  for (auto at = text.find(fence + "cpp\n"); at != text.npos;
       at = text.find(fence + "cpp\n", at)) {
    auto begin = text.find('\n', at + 1) + 1;
    auto end = text.find(fence, begin) + 1;
    result.push_back(text.substr(begin, end - begin));
    at = end;
  }
  return result;
}

std::string row_of(const key& k) {
  auto shown = k.computed_default.empty() ? '`' + k.show() + '`'
                                          : std::string{k.computed_default};
  return "\n| `" + std::string{k.name} + "` | " + shown + " | " + k.kind + " | "
         + std::string{k.meaning} + " |\n";
}

} // namespace

TEST_CASE("the README's table has each key as the code has it") {
  auto readme = content_of("README.md");
  settings defaults;
  for (const auto& k : key_table(defaults)) {
    auto row = row_of(k);
    CAPTURE(row);
    CHECK(readme.find(row) != readme.npos);
  }
}

TEST_CASE("the README's view is the one that test/app/example runs") {
  auto blocks = cpp_blocks();
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0] == content_of("test/app/example/ribs.hpp"));
  auto test = content_of("test/app/example/ribs_test.cpp");
  CHECK(test.find(blocks[1]) != test.npos);
}
