#include "test/perf/counted_service.hpp"
#include "test/support/scripted_peer.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

using namespace smokehouse::test;

namespace {

// Instructions per request, as they were when somebody last looked: g++ 12.2,
// CAF 0.18.7, Boost 1.81, glibc 2.36, release preset, 2026-11-27. A change
// that is meant to cost or to save records its new value here.
constexpr double recorded_plain = 9000;
constexpr double recorded_pipelined = 8000;
constexpr double recorded_smoke = 108500;

using clients = std::vector<std::unique_ptr<raw_client>>;

// Asks on all connections at once, `size` times on each with one write, and
// again for each of `rounds`. The service is stopped while it is asked: how
// many requests it finds at a time would be chance, and changes what they cost.
void ask(counted_service& service, const clients& from, int rounds, int size,
         const std::string& target) {
  std::string requests;
  for (int i = 0; i < size; ++i)
    requests += get(target);
  for (int i = 0; i < rounds; ++i) {
    service.stopped([&] {
      for (const auto& one : from)
        one->send(requests);
    });
    for (const auto& one : from)
      for (int n = 0; n < size; ++n)
        REQUIRE(one->read_answer().status == 200);
  }
}

void check(counted_service& service, double recorded, int connections, int size,
           const std::string& target) {
  constexpr int rounds = 20;
  clients from;
  for (int i = 0; i < connections; ++i)
    from.push_back(std::make_unique<raw_client>(service.port()));
  ask(service, from, rounds, size, target);
  const auto all = service.instructions_of(
      [&] { ask(service, from, rounds, size, target); });
  const auto each = static_cast<double>(all) / (rounds * connections * size);
  MESSAGE(target << ": " << each << " instructions per request");
  CHECK(each == doctest::Approx(recorded).epsilon(0.05));
}

} // namespace

TEST_CASE("instructions of a plain request") {
  counted_service service;
  check(service, recorded_plain, 64, 1, "/");
}

TEST_CASE("instructions of a pipelined request") {
  counted_service service;
  check(service, recorded_pipelined, 16, 16, "/");
}

TEST_CASE("instructions of a request that smokes") {
  scripted_peer upstream{[&](auto& socket, unsigned) -> asio::awaitable<void> {
    for (;;) {
      co_await upstream.read_request(socket);
      co_await write(socket, answer("meat"));
    }
  }};
  counted_service service{{"--upstream.url=" + upstream.url(),
                           "--smoke.flavor-delay=1ms",
                           "--smoke.smokables-delay=2ms"}};
  check(service, recorded_smoke, 16, 1, "/smoke_some_meats/");
}
