#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sys/resource.h>

using namespace smokehouse::test;

namespace {

/// Descriptors that the system has made room for in a process.
std::int64_t room_for_descriptors(std::int64_t pid) {
  std::ifstream status{"/proc/" + std::to_string(pid) + "/status"};
  for (std::string key; status >> key;)
    if (key == "FDSize:") {
      std::int64_t result = 0;
      status >> result;
      return result;
    }
  return 0;
}

} // namespace

TEST_CASE("there is room for all connections before the first comes") {
  service smokehouse({"--http.max-connections=5000"});
  rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
  const auto wanted =
      std::min<std::int64_t>(5'000, static_cast<std::int64_t>(limit.rlim_cur));
  auto stats = smokehouse.stats();
  CHECK(room_for_descriptors(count(stats, "/service/pid")) >= wanted);
  CHECK(count(stats, "/process/open_fds") < 100);
}
