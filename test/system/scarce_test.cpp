// The process is out of something.
#include "test/support/eventually.hpp"
#include "test/support/resource_limit.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string_view>
#include <thread>
#include <unistd.h>

using namespace smokehouse::test;
using namespace std::chrono_literals;

namespace {

std::int64_t pid_of(const service& one) {
  return count(one.stats(), "/service/pid");
}

/// Processor time that a process has used, in seconds (proc(5), stat).
double cpu_seconds(std::int64_t pid) {
  std::ifstream file{"/proc/" + std::to_string(pid) + "/stat"};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  std::istringstream fields{text.substr(text.rfind(')') + 2)};
  std::string skipped;
  for (int i = 3; i < 14; ++i)
    fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

/// A process's address space in bytes.
rlim_t address_space(std::int64_t pid) {
  std::ifstream file{"/proc/" + std::to_string(pid) + "/statm"};
  rlim_t pages = 0;
  file >> pages;
  return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

boost::json::value stats_on(raw_client& client) {
  return boost::json::parse(client.send(get("/stats")).read_answer().body);
}

} // namespace

TEST_CASE("out of descriptors, it does not spin, and goes on when there are "
          "some") {
  constexpr rlim_t files = 100;
  std::unique_ptr<service> smokehouse;
  {
    const resource_limit few(RLIMIT_NOFILE, files);
    smokehouse = std::make_unique<service>(
        quick()
        + options{"--http.idle-timeout=1h", "--http.header-timeout=1h"});
  }
  raw_client inside(smokehouse->port());
  const auto pid = count(stats_on(inside), "/service/pid");
  auto waiting = smokehouse->ask(2 * files, "/");
  // Full: the others wait in the system's queue, where each has "connected".
  REQUIRE(eventually([&] {
    return count(stats_on(inside), "/process/open_fds")
           >= static_cast<std::int64_t>(files) - 2;
  }));
  auto answers = std::count_if(waiting.begin(), waiting.end(), answered);
  CHECK(answers < static_cast<std::int64_t>(files));
  // A time that somebody measures in: a loop that spins would use all of it.
  const auto before = cpu_seconds(pid);
  std::this_thread::sleep_for(2s);
  CHECK(cpu_seconds(pid) - before < 1.0);
  // A call to the upstream needs a descriptor, too.
  const auto smoked =
      inside.send(get("/smoke_some_meats/")).read_answer().status;
  CHECK((smoked == 502 || smoked == 503));
  CHECK(inside.send(get("/")).read_answer().status == 200);
  // Whoever leaves makes room for one that waits.
  while (!waiting.empty()) {
    auto first = std::find_if(waiting.begin(), waiting.end(), answered);
    if (first == waiting.end()) {
      std::this_thread::sleep_for(1ms);
      continue;
    }
    CHECK((*first)->read_answer().status == 200);
    waiting.erase(first);
  }
  CHECK(eventually([&] {
    return inside.send(get("/smoke_some_meats/")).read_answer().status == 200;
  }));
  CHECK(adds_up(stats_on(inside)));
}

// The sanitizers reserve terabytes of addresses and have allocators of their
// own: a limit on addresses says nothing there.
constexpr bool sanitized = !std::string_view{SMOKEHOUSE_SANITIZER}.empty();

TEST_CASE("out of memory for one big body, that request is refused and nothing "
          "else happens"
          * doctest::skip(sanitized)) {
  const options big{"--http.max-body-bytes=1073741824",
                    "--http.body-timeout=1h"};
  const auto usual = address_space(pid_of(service{big}));
  std::unique_ptr<service> smokehouse;
  {
    const resource_limit little(RLIMIT_AS, usual + 256 * 1024 * 1024);
    smokehouse = std::make_unique<service>(big);
  }
  raw_client beside(smokehouse->port());
  const std::string piece(1024 * 1024, 'x');
  for (const auto* framing :
       {"Content-Length: 1073741824\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n40000000\r\n"}) {
    auto client = std::make_unique<raw_client>(smokehouse->port());
    client->send("POST / HTTP/1.1\r\nHost: a\r\n" + std::string{framing});
    // Announced only: it costs nothing.
    CHECK(beside.send(get("/")).read_answer().status == 200);
    int sent = 0;
    for (; sent < 1024 && !answered(client); ++sent) {
      client->send(piece);
      CHECK(beside.send(get("/")).read_answer().status == 200);
    }
    CHECK(sent < 1024);
    auto answer = client->read_answer();
    CHECK(answer.status == 503);
    CHECK(answer.fields["connection"] == "close");
  }
  for (int i = 0; i < 100; ++i)
    CHECK(smokehouse->get("/").status == 200);
  auto stats = smokehouse->stats();
  CHECK(count(stats, "/http/requests/shed") == 2);
  CHECK(adds_up(stats));
}
