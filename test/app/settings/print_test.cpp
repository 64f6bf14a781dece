#include "app/settings/key_table.hpp"
#include "app/settings/print.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app;

TEST_CASE("help shows every key with its default, meaning and range") {
  auto help = help_text();
  settings defaults;
  for (const auto& k : key_table(defaults)) {
    CAPTURE(k.name);
    auto line = "  --" + std::string{k.name} + '=' + k.show() + '\n';
    CHECK(help.find(line) != std::string::npos);
    CHECK(help.find(k.kind) != std::string::npos);
  }
}

TEST_CASE("a comment has the meaning, the kind and the default") {
  std::size_t place = 5;
  auto k = number("a.b", place, "bytes", {1, 9}, "Size of it");
  CHECK(comment_of(k) == "  # Size of it.\n  # bytes, 1 to 9; default 5.\n");
}

TEST_CASE("the default in a comment may differ between machines") {
  std::size_t place = 5;
  auto k = number("a.b", place, "threads", {1, 9}, "Number of them");
  k.computed_default = "one per processor";
  CHECK(comment_of(k).find("default one per processor.") != std::string::npos);
}

TEST_CASE("a dump shows the values in effect beside the defaults") {
  auto config = load(entries{}).result;
  config.values.http.port = 81;
  auto text = dump(config);
  CHECK(text.find("default 8000.\n  port = 81\n") != std::string::npos);
}

TEST_CASE("every key has a name with a section, and none is there twice") {
  settings defaults;
  auto keys = key_table(defaults);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    CAPTURE(keys[i].name);
    CHECK(keys[i].name.find('.') != std::string_view::npos);
    CHECK_FALSE(keys[i].meaning.empty());
    for (std::size_t j = 0; j < i; ++j)
      CHECK(keys[j].name != keys[i].name);
  }
}
