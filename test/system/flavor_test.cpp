// smoke.without-flavor: what becomes of the meats when their flavor is lost.
#include "test/system/service.hpp"
#include "test/system/stats_value.hpp"
#include "test/system/upstream_script.hpp"

#include <doctest/doctest.h>

#include <utility>

using namespace smokehouse::test;

namespace {

/// Answers all requests but one, counted from 0.
class almost_good_peer : public scripted_peer {
public:
  enum class lapse { error, silence };

  almost_good_peer(unsigned bad, lapse what)
      : scripted_peer([=, this](tcp::socket& socket, unsigned) {
          return serve(socket, bad, what);
        }) {}

private:
  asio::awaitable<void> serve(tcp::socket& socket, unsigned bad, lapse what) {
    for (;;) {
      co_await read_request(socket);
      const bool lapses = requests() == bad + 1;
      if (lapses && what == lapse::silence)
        co_await until_closed(socket);
      auto text = lapses ? answer("", "500 Oops") : answer("fine");
      co_await write(socket, std::move(text));
    }
  }
};

using enum almost_good_peer::lapse;

// The flavor's request is the first to arrive.
constexpr unsigned flavor = 0;
constexpr unsigned smokables = 1;

options with_default(const scripted_peer& peer, const options& more = {}) {
  return with_upstream(peer.url(), {"--smoke.without-flavor=default",
                                    "--smoke.flavors=[\"Famous Dave's\"]",
                                    "--smoke.smokables-delay=500ms"})
         + more;
}

} // namespace

TEST_CASE("a lost flavor is replaced, and the answer says so") {
  almost_good_peer peer(flavor, error);
  service smokehouse(with_default(peer));
  auto answer = smokehouse.get("/smoke_some_meats/");
  CHECK(answer.status == 200);
  CHECK(answer.body == "Smoked 6 meats with Sweet Baby Ray's!");
  CHECK(answer.fields["x-partial"] == "flavor");
  answer = smokehouse.get("/smoke_some_meats/");
  CHECK(answer.body == "Smoked 6 meats with Famous Dave's!");
  CHECK_FALSE(answer.fields.contains("x-partial"));
}

TEST_CASE("a flavor that hangs is given up in time for an answer") {
  almost_good_peer peer(flavor, silence);
  service smokehouse(with_default(
      peer, {"--upstream.request-timeout=1h", "--http.request-timeout=5s"}));
  auto answer = smokehouse.get("/smoke_some_meats/");
  CHECK(answer.status == 200);
  CHECK(answer.fields["x-partial"] == "flavor");
  CHECK(smokehouse.shows([](const auto& stats) {
    return count(stats, "/upstreams/0/cancelled") == 1;
  }));
}

TEST_CASE("lost smokables are an error, with a flavor or without") {
  almost_good_peer peer(smokables, error);
  service smokehouse(with_default(peer));
  CHECK(smokehouse.get("/smoke_some_meats/").status == 502);
}

TEST_CASE("unless it is said otherwise a lost flavor is an error") {
  almost_good_peer peer(flavor, error);
  service smokehouse(with_upstream(peer.url()));
  auto answer = smokehouse.get("/smoke_some_meats/");
  CHECK(answer.status == 502);
  CHECK_FALSE(answer.fields.contains("x-partial"));
}

TEST_CASE("a client that leaves ends the search for a flavor, too") {
  almost_good_peer peer(flavor, silence);
  service smokehouse(with_default(peer, {"--upstream.request-timeout=1h"}));
  auto client = smokehouse.ask("/smoke_some_meats/");
  REQUIRE(smokehouse.shows([](const auto& stats) {
    return count(stats, "/upstreams/0/requests") == 2;
  }));
  client->close();
  CHECK(smokehouse.shows([](const auto& stats) {
    return count(stats, "/upstreams/0/cancelled") == 1 && in_flight(stats) == 0;
  }));
}
