#include "test/support/eventually.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/tls_tools.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace smokehouse::test;

namespace {

/// The serial number that a new connection sees.
std::string serial_shown(std::uint16_t port) {
  raw_client client(port);
  client.secure({.authority = trusted().authority()});
  CHECK(client.send(get("/")).read_answer().status == 200);
  return client.tls().serial();
}

/// A pipe to which nobody writes; gone with the object.
class pipe_in_place_of {
public:
  explicit pipe_in_place_of(const std::string& file) : file_(file) {
    REQUIRE(::unlink(file_.c_str()) == 0);
    REQUIRE(::mkfifo(file_.c_str(), 0600) == 0);
  }

  ~pipe_in_place_of() {
    ::unlink(file_.c_str());
  }

private:
  std::string file_;
};

/// Clients that ask again and again, each on a connection of its own.
class load {
public:
  load(std::uint16_t port, int clients) {
    for (int i = 0; i < clients; ++i)
      threads_.emplace_back([=, this] { work(port); });
  }

  ~load() {
    end_ = true;
    for (auto& one : threads_)
      one.join();
  }

  /// Waits for so many more answers.
  bool goes_on(int more) {
    const auto now = answered.load();
    return eventually([&] { return answered >= now + more; });
  }

  std::atomic<int> answered{0};
  std::atomic<int> failed{0};

private:
  void work(std::uint16_t port) {
    try {
      raw_client client(port);
      client.secure();
      while (!end_)
        ++(client.send(get("/")).read_answer().status == 200 ? answered
                                                             : failed);
    } catch (const std::exception&) {
      ++failed;
    }
  }

  std::atomic<bool> end_{false};
  std::vector<std::thread> threads_;
};

} // namespace

TEST_CASE("a new certificate under load: nobody is dropped, new ones see it") {
  auto pair = trusted().signed_pair("localhost");
  service smokehouse(https_beside_http({pair}));
  const auto port = smokehouse.tls_port();
  load clients(port, 8);
  REQUIRE(clients.goes_on(100));
  auto serial = serial_shown(port);
  for (int i = 0; i < 5; ++i) {
    trusted().signed_pair("localhost");
    smokehouse.signal(SIGHUP);
    REQUIRE(eventually([&] { return serial_shown(port) != serial; }));
    serial = serial_shown(port);
    CHECK(smokehouse.logs("has serial " + serial));
    CHECK(clients.goes_on(100));
  }
  CHECK(clients.failed == 0);
}

TEST_CASE("a session of before a reload is begun anew after it") {
  auto pair = trusted().signed_pair("localhost");
  service smokehouse(https_beside_http({pair}));
  const auto file = pair.certificate + ".session";
  const auto port = smokehouse.tls_port();
  s_client(port, "-sess_out " + file);
  CHECK(says(s_client(port, "-sess_in " + file), "Reused, "));
  smokehouse.signal(SIGHUP);
  REQUIRE(eventually(
      [&] { return says(s_client(port, "-sess_in " + file), "New, "); }));
  CHECK(says(s_client(port, "-sess_in " + file), "Hello, async actors!"));
}

TEST_CASE("a certificate that cannot be used changes nothing") {
  auto pair = trusted().signed_pair("localhost");
  service smokehouse(https_beside_http({pair}));
  const auto serial = serial_shown(smokehouse.tls_port());
  std::ofstream{pair.certificate} << "not yet copied";
  smokehouse.signal(SIGHUP);
  CHECK(smokehouse.logs("error: tls: the certificates stay as they were: "
                        + pair.certificate
                        + " has no certificate in PEM format"));
  CHECK(serial_shown(smokehouse.tls_port()) == serial);
  trusted().signed_pair("localhost");
  smokehouse.signal(SIGHUP);
  CHECK(eventually(
      [&] { return serial_shown(smokehouse.tls_port()) != serial; }));
}

TEST_CASE("a pipe in a certificate's place does not hold up anything") {
  const auto pair = trusted().signed_pair("localhost");
  service smokehouse(https_beside_http({pair})
                     + options{"--shutdown.grace=1h"});
  const pipe_in_place_of key(pair.key);
  smokehouse.signal(SIGHUP);
  CHECK(smokehouse.logs("error: tls: the certificates stay as they were: "
                        "cannot read "
                        + pair.key + ": it is no regular file"));
  CHECK_FALSE(serial_shown(smokehouse.tls_port()).empty());
  CHECK(smokehouse.stop() == 0);
}

TEST_CASE("without TLS there is nothing to read again, and nothing ends") {
  service smokehouse;
  smokehouse.signal(SIGHUP);
  CHECK(smokehouse.logs("tls: there is no certificate to read again"));
  CHECK(smokehouse.get("/").status == 200);
  CHECK(smokehouse.stop() == 0);
}

TEST_CASE("handshakes that never end do not hold up the end") {
  service smokehouse(
      https_beside_http({trusted().signed_pair("localhost")})
      + options{"--shutdown.grace=10s", "--http.header-timeout=1h"});
  const auto port = smokehouse.tls_port();
  tls_layer hello{{}};
  hello.handshake();
  const auto bytes = hello.take_out();
  std::vector<std::unique_ptr<raw_client>> clients;
  for (int i = 0; i < 100; ++i) {
    clients.push_back(std::make_unique<raw_client>(port));
    if (i % 2 == 0)
      clients.back()->send(bytes);
    else if (i % 3 == 0)
      clients.back()->send(bytes.substr(0, 7));
  }
  REQUIRE(smokehouse.shows([](const auto& stats) {
    return count(stats, "/http/connections/tls/open") == 100;
  }));
  raw_client served(port);
  CHECK(served.secure().send(get("/")).read_answer().status == 200);
  CHECK(smokehouse.stop_in_time(10.0) == 0);
  CHECK(smokehouse.log().back().find(R"("why":"drained")")
        != std::string::npos);
}
