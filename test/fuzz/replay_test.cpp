// Seeds, and every input that once found something, as ordinary tests.
#include "test/fuzz/target.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace smokehouse;

namespace {

using target = void (*)(std::string_view);

std::size_t replay_folder(target run, const std::filesystem::path& folder) {
  std::size_t result = 0;
  if (!std::filesystem::exists(folder))
    return result;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    std::ifstream file{entry.path(), std::ios::binary};
    const std::string input{std::istreambuf_iterator<char>{file}, {}};
    CAPTURE(entry.path().string());
    CHECK_NOTHROW(run(input));
    ++result;
  }
  return result;
}

void replay(target run, const std::string& name) {
  const std::filesystem::path root{SMOKEHOUSE_ROOT "/test/fuzz"};
  run({});
  CHECK(replay_folder(run, root / "corpus" / name) > 0);
  replay_folder(run, root / "regressions" / name);
}

} // namespace

TEST_CASE("what a client may send ends in answers or a closed connection") {
  replay(fuzz::session, "session");
}

TEST_CASE("what an upstream may send ends in answers or errors") {
  replay(fuzz::response, "response");
}

TEST_CASE("what is taken for a URL stays the same") {
  replay(fuzz::url, "url");
}

TEST_CASE("what is taken for a configuration stays the same") {
  replay(fuzz::configuration, "configuration");
}
