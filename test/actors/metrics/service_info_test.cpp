#include "actors/metrics/service_info.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

using namespace smokehouse::actors;

TEST_CASE("a service tells its name, version, process and shards") {
  readiness state;
  auto info = service_info_source{"smokehouse", "1.2.3", 2, state}.read();
  CHECK(info.name == "smokehouse");
  CHECK(info.version == "1.2.3");
  CHECK(info.pid == getpid());
  CHECK(info.shards == 2);
  CHECK(info.uptime.count() >= 0);
}

TEST_CASE("a service is ready unless there is a reason why not") {
  readiness state;
  service_info_source source{"smokehouse", "1.2.3", 1, state};
  CHECK(source.read().ready());
  state.add("draining");
  auto info = source.read();
  CHECK_FALSE(info.ready());
  CHECK(info.reasons == std::vector<std::string>{"draining"});
}
