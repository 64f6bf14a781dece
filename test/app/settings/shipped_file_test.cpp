#include "app/settings/key_table.hpp"
#include "app/settings/print.hpp"
#include "app/settings/reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace smokehouse::app;

namespace {

constexpr const char* path = SMOKEHOUSE_SHIPPED_FILE;

/// The text with every line's indentation taken away.
std::string flat(std::istream&& text) {
  std::string result;
  for (std::string line; std::getline(text, line);)
    result +=
        line.substr(std::min(line.find_first_not_of(' '), line.size())) + '\n';
  return result;
}

} // namespace

TEST_CASE("the shipped file is valid and sets every key to its default") {
  auto [config, wrong] = load(path, {});
  CHECK(to_string(wrong) == "");
  CHECK(dump(config) == dump(load(entries{}).result));
}

TEST_CASE("every key is in the shipped file but what the machine decides") {
  auto found = read_config_file(path).found;
  settings defaults;
  for (const auto& k : key_table(defaults)) {
    CAPTURE(k.name);
    auto times = std::count_if(found.begin(), found.end(),
                               [&](const auto& e) { return e.name == k.name; });
    CHECK(times == (k.computed_default.empty() ? 1 : 0));
  }
}

TEST_CASE("each key in the shipped file has its comment above it") {
  auto text = flat(std::ifstream{path});
  settings defaults;
  for (const auto& k : key_table(defaults)) {
    auto name = k.name.substr(k.name.rfind('.') + 1);
    auto wanted = flat(std::istringstream{comment_of(k)})
                  + (k.computed_default.empty() ? "" : "# ") + std::string{name}
                  + " = ";
    CAPTURE(wanted);
    CHECK(text.find(wanted) != std::string::npos);
  }
}
