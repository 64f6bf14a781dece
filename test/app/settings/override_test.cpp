#include "app/settings/override.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app;
using caf::config_value;

namespace {

config_value value_of(const std::string& option) {
  return read_override(option).value;
}

} // namespace

TEST_CASE("an override has its key's name, and the option as its place") {
  auto given = read_override("--http.port=8000");
  CHECK(given.name == "http.port");
  CHECK(given.value == config_value{8000});
  CHECK(given.where == "--http.port=8000");
}

TEST_CASE("a text needs no quotes but may have them") {
  CHECK(value_of("--http.address=::1") == config_value{"::1"});
  CHECK(value_of("--http.address=\"::1\"") == config_value{"::1"});
  CHECK(value_of("--upstream.url=http://h/?a=b")
        == config_value{"http://h/?a=b"});
  CHECK(value_of("--burn.mode=inline") == config_value{"inline"});
  CHECK(value_of("--http.address=5") == config_value{"5"});
}

TEST_CASE("a list needs no brackets but may have them") {
  const config_value both{std::vector<std::string>{"a", "b c"}};
  CHECK(value_of("--smoke.flavors=[\"a\", \"b c\"]") == both);
  CHECK(value_of("--smoke.flavors=\"a\", \"b c\"") == both);
  CHECK(value_of("--smoke.flavors=[]") == config_value{config_value::list{}});
}

TEST_CASE("a path needs no quotes, a list of them has brackets") {
  const config_value both{std::vector<std::string>{"/a", "b"}};
  CHECK(value_of("--tls.key=/a.key") == config_value{"/a.key"});
  CHECK(value_of("--tls.key=") == config_value{""});
  CHECK(value_of("--tls.key=[\"/a\", \"b\"]") == both);
}

TEST_CASE("what is no value stays a text for the key to refuse") {
  CHECK(value_of("--http.port=80a") == config_value{"80a"});
  CHECK(value_of("--http.port=") == config_value{""});
  CHECK(value_of("--smoke.flavors=a") == config_value{"a"});
}

TEST_CASE("without an equals sign there is no value") {
  CHECK_FALSE(value_of("--log.access"));
}
