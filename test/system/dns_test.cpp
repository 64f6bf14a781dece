// A name server that never answers: the service has one for its own, by a
// private file system with another /etc/resolv.conf.
#include "test/support/eventually.hpp"
#include "test/support/temporary_file.hpp"
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/upstream_script.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <doctest/doctest.h>

#include <fstream>
#include <optional>

using namespace smokehouse::test;

namespace {

using boost::asio::ip::udp;

/// Loopback, and nobody else's.
constexpr auto address = "127.66.0.53";

/// Takes queries and answers none.
class silent_name_server {
public:
  /// Throws if it may not listen.
  silent_name_server()
      : socket_(context_, {boost::asio::ip::make_address(address), 53}) {
    socket_.non_blocking(true);
  }

  /// How many queries came since the last time.
  int queries() {
    int result = 0;
    char query[512];
    boost::system::error_code ec;
    while (socket_.receive(boost::asio::buffer(query), 0, ec) > 0 && !ec)
      ++result;
    return result;
  }

private:
  boost::asio::io_context context_{1};
  udp::socket socket_;
};

/// Runs a command with that file as its /etc/resolv.conf, in the same process.
options with_resolver(const temporary_file& file) {
  return {"unshare",
          "--mount",
          "sh",
          "-c",
          "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"",
          file.path()};
}

/// Why this machine cannot show it; empty if it can.
std::string obstacle(const temporary_file& file) {
  child_process probe({.argv = with_resolver(file) + options{"true"}});
  if (probe.wait(patience) != 0)
    return "no private mounts here (it takes root)";
  try {
    silent_name_server{};
  } catch (const boost::system::system_error& e) {
    return std::string{"no name server here: "} + e.what();
  }
  std::ifstream switches{"/etc/nsswitch.conf"};
  std::string line;
  while (std::getline(switches, line))
    if (line.starts_with("hosts:") && line.find("dns") != line.npos)
      return "";
  return "hosts are not looked up by DNS here";
}

/// The longest that the C library can be made to wait: five times 30 s.
struct hanging_names {
  temporary_file file{std::string{"nameserver "} + address
                      + "\noptions timeout:30 attempts:5\n"};
  std::string why_not = obstacle(file);
  std::optional<silent_name_server> server;

  /// False, and says why, if this machine cannot show it.
  bool begin() {
    if (why_not.empty()) {
      server.emplace();
      return true;
    }
    MESSAGE("SKIPPED: " << why_not);
    return false;
  }

  std::unique_ptr<service> start(const options& more) {
    return std::make_unique<service>(
        with_upstream("http://smokehouse.test/", more), with_resolver(file));
  }
};

} // namespace

TEST_CASE("while DNS hangs, what needs it is 504 in time, and nothing else") {
  hanging_names names;
  if (!names.begin())
    return;
  auto smokehouse = names.start({"--upstream.connect-timeout=300ms",
                                 "--upstream.breaker-failure-rate=none",
                                 "--shutdown.grace=1h"});
  auto waiting = smokehouse->ask(20, "/smoke_some_meats/");
  auto blocking = smokehouse->ask(5, "/sync/");
  for (int i = 0; i < 20; ++i)
    CHECK(smokehouse->get("/").status == 200);
  for (auto& client : waiting)
    CHECK(client->read_answer().status == 504);
  for (auto& client : blocking)
    CHECK(client->read_answer().status == 504);
  auto stats = smokehouse->stats();
  CHECK(count(stats, "/upstreams/0/failures_by_reason/connect_timeout") >= 20);
  // All of it is one look-up, of an IPv4 and an IPv6 address.
  auto queries = names.server->queries();
  CHECK(queries >= 1);
  CHECK(queries <= 2);
  // Which nobody waits for in the end: the grace is not over for an hour.
  CHECK(smokehouse->stop() == 0);
}

TEST_CASE("a service whose work waits for DNS ends at its grace") {
  hanging_names names;
  if (!names.begin())
    return;
  auto smokehouse = names.start(
      {"--upstream.connect-timeout=1h", "--upstream.request-timeout=1h",
       "--http.request-timeout=1h", "--shutdown.grace=1s"});
  auto waiting = smokehouse->ask(5, "/smoke_some_meats/");
  auto blocking = smokehouse->ask(5, "/sync/");
  REQUIRE(smokehouse->shows(
      [](const auto& stats) { return in_flight(stats) == 10; }));
  CHECK(smokehouse->stop_in_time(1.0) == 3);
}
