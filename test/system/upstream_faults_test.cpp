// What an upstream can do wrong: each has a status, a bound in time and a
// counter, hurts nobody else, and is over when the upstream is well again.
#include "test/support/black_hole.hpp"
#include "test/support/eventually.hpp"
#include "test/support/ports.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/upstream_script.hpp"

#include <doctest/doctest.h>

#include <any>
#include <functional>
#include <memory>
#include <sstream>

using namespace smokehouse::test;

namespace {

/// A way to be broken.
struct fault {
  std::string name;
  int status;
  /// Its place in `failures_by_reason`.
  std::string reason;
  /// Makes the broken upstream on a port; it is there as long as the result.
  std::function<std::any(unsigned short port)> begin;
  options more = {};
};

std::function<std::any(unsigned short)> played(scripted_peer::script script) {
  return [script](unsigned short port) {
    return std::any{std::make_shared<scripted_peer>(script, port)};
  };
}

std::any nobody(unsigned short) {
  return {};
}

std::any silence(unsigned short port) {
  return std::make_shared<black_hole>(port);
}

const std::string half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";

const options impatient = {"--upstream.request-timeout=500ms"};

std::vector<fault> faults() {
  return {
      {"refuses", 502, "connect_refused", nobody},
      {"black hole",
       504,
       "connect_timeout",
       silence,
       {"--upstream.connect-timeout=300ms"}},
      {"resets at once", 502, "connection_closed", played(reset)},
      {"resets in the body", 502, "connection_closed",
       played(reset_after(half))},
      {"half a response", 504, "request_timeout", played(hang_after(half)),
       impatient},
      {"late", 504, "request_timeout", played(hang), impatient},
      {"500", 502, "status_5xx",
       played(always(answer("", "500 Internal Server Error")))},
      {"503", 502, "status_5xx",
       played(always(answer("", "503 Service Unavailable")))},
      {"endless body", 502, "body_too_large", played(endless)},
      {"no HTTP", 502, "bad_response",
       played(always("SSH-2.0-OpenSSH_9.2\r\n\r\n"))},
  };
}

/// Whether a counter of `/metrics` with this label is above zero.
bool counted(const std::string& metrics, const std::string& reason) {
  const auto label = "reason=\"" + reason + "\"";
  std::istringstream lines{metrics};
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("smokehouse_upstream_failures_by_reason_total{")
        && line.find(label) != line.npos)
      return line.find("} 0 ") == line.npos;
  return false;
}

void check_counters(service& smokehouse, const std::string& reason) {
  auto stats = smokehouse.stats();
  CHECK(count(stats, "/upstreams/0/failures_by_reason/" + reason) > 0);
  CHECK(counted(smokehouse.get("/metrics").body, reason));
  CHECK_FALSE(counted(smokehouse.get("/metrics").body, "circuit_open"));
  for (const auto& actor : stats.at("actors").as_array())
    CHECK(count(actor, "/failures") == 0);
  CHECK(adds_up(stats));
}

/// Asks on both ways to the upstream; others are served meanwhile.
void check_answers(service& smokehouse, int status) {
  for (std::string path : {"/smoke_some_meats/", "/sync/"}) {
    CAPTURE(path);
    stopwatch watch;
    auto waiting = smokehouse.ask(path);
    CHECK(smokehouse.get("/").status == 200);
    auto answer = waiting->read_answer();
    CHECK(answer.status == status);
    CHECK(answer.fields["content-type"] == "application/problem+json");
    CHECK(watch.elapsed() < 30.0);
  }
}

} // namespace

TEST_CASE("a name that does not resolve has a status, a bound and a count") {
  // Longer than a name's part may be: so no machine's name server is asked.
  service smokehouse(
      with_upstream("http://" + std::string(64, 'x') + ".invalid/"));
  check_answers(smokehouse, 502);
  check_counters(smokehouse, "name_not_resolved");
}

TEST_CASE("whatever an upstream does wrong has a status, a bound and a count") {
  for (const auto& one : faults()) {
    CAPTURE(one.name);
    const auto port = free_port();
    auto broken = one.begin(port);
    service smokehouse(
        with_upstream("http://127.0.0.1:" + std::to_string(port), one.more));
    check_answers(smokehouse, one.status);
    check_counters(smokehouse, one.reason);
    broken.reset();
    scripted_peer mended(always(answer("fine")), port);
    CHECK(eventually(
        [&] { return smokehouse.get("/smoke_some_meats/").status == 200; }));
    CHECK(eventually([&] { return smokehouse.get("/sync/").status == 200; }));
  }
}
