#include "actors/metrics/process_metrics.hpp"
#include "test/support/promtool.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <fcntl.h>
#include <unistd.h>

using namespace smokehouse;
using actors::parse_process_status;

namespace {

struct fixture {
  fixture() {
    publish_process(hub);
  }

  caf::telemetry::metric_registry registry;
  actors::metrics_hub hub{registry};
};

} // namespace

TEST_CASE(
    "the status line is read also when the name has spaces and brackets") {
  // The fields of proc(5) by their numbers, from 3 on.
  std::string line = "42 (a) 1 (b) S";
  for (auto field = 4; field <= 52; ++field)
    line += " " + std::to_string(field * 10);
  auto status = parse_process_status(line);
  CHECK(status.threads == 200);
  CHECK(status.start_ticks == 220);
  CHECK(status.resident_pages == 240);
}

TEST_CASE("a status line that is cut off gives zeros") {
  CHECK(parse_process_status("").threads == 0);
  CHECK(parse_process_status("42 (x) S 1 2").resident_pages == 0);
}

TEST_CASE_FIXTURE(fixture, "the process is seen as it is") {
  auto reading = hub.read();
  CHECK(reading.count("process.resident-memory") > 1'000'000);
  CHECK(reading.amount("process.cpu") > 0);
  CHECK(reading.count("process.threads") >= 1);
  auto now = std::chrono::duration<double>(
                 std::chrono::system_clock::now().time_since_epoch())
                 .count();
  // The kernel's boot time is in whole seconds.
  CHECK(reading.amount("process.start-time") <= now + 1);
  CHECK(reading.amount("process.start-time") > now - 3600);
}

TEST_CASE_FIXTURE(fixture, "an opened descriptor is one more") {
  auto before = hub.read().count("process.open-fds");
  auto fd = open("/dev/null", O_RDONLY);
  CHECK(hub.read().count("process.open-fds") == before + 1);
  close(fd);
  CHECK(hub.read().count("process.open-fds") == before);
}

TEST_CASE("descriptors are as many by their names as the system tells") {
  auto* folder = opendir("/proc/self/fd");
  REQUIRE(folder);
  const auto listed = actors::listed_descriptors(folder);
  CHECK(listed > 3);
  const auto told = actors::told_descriptors(folder);
  const bool is_told = told > 0; // by Linux 6.2 and later
  if (is_told)
    CHECK(told == listed);
  closedir(folder);
}

TEST_CASE_FIXTURE(fixture, "the names are those of Prometheus' own clients") {
  auto text = hub.prometheus();
  for (const auto* name :
       {"process_resident_memory_bytes", "process_cpu_seconds_total",
        "process_open_fds", "process_threads", "process_start_time_seconds"}) {
    CAPTURE(name);
    CHECK(text.find("\n" + std::string{name} + " ") != std::string::npos);
  }
  CHECK(test::promtool_complaints(text) == "");
}
