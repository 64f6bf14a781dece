#include "actors/overload/admission.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;

namespace {

constexpr std::uint16_t smoke = 0;
constexpr std::uint16_t burn = 1;
constexpr std::uint16_t health = 2;

/// One shard with three routes; the last is always answered.
struct shard {
  explicit shard(std::size_t all, std::optional<std::size_t> each = {})
      : limits(std::make_shared<actors::overload_limits>(all, each, 1)) {
    limits->add_routes(3);
    door.emplace(limits, std::vector<bool>{false, false, true}, nullptr);
  }

  http::request comes(std::uint16_t route) {
    auto result = http::request_builder{}.build();
    result.mark_route(route);
    later = door->refuse(result, route);
    return result;
  }

  bool let_in(std::uint16_t route) {
    requests.push_back(comes(route));
    return !later;
  }

  void ends(const http::request& one, http::duration after = 1s) {
    http::exchange how;
    how.duration = after;
    door->finished(one, how);
  }

  std::shared_ptr<actors::overload_limits> limits;
  std::optional<actors::admission> door;
  std::vector<http::request> requests;
  std::optional<std::chrono::seconds> later;
};

} // namespace

TEST_CASE("a request has its place until it ends") {
  shard one{1};
  auto first = one.comes(smoke);
  CHECK_FALSE(one.later);
  CHECK_FALSE(one.let_in(burn));
  one.ends(one.requests.back()); // refused: it gives nothing back
  CHECK_FALSE(one.let_in(burn));
  one.ends(first);
  CHECK(one.let_in(burn));
  CHECK(one.door->refused().get() == 2);
}

TEST_CASE("some routes are answered however much there is to do") {
  shard one{1};
  CHECK(one.let_in(smoke));
  for (int i = 0; i < 3; ++i)
    CHECK(one.let_in(health));
  CHECK_FALSE(one.let_in(smoke));
}

TEST_CASE("a route that is full leaves the others their places") {
  shard one{10, 2};
  CHECK(one.let_in(smoke));
  CHECK(one.let_in(smoke));
  CHECK_FALSE(one.let_in(smoke));
  CHECK(one.let_in(burn));
  CHECK(one.door->refused_by_route().get() == 1);
  CHECK(one.door->refused().get() == 0);
  one.ends(one.requests[0]);
  CHECK(one.let_in(smoke));
}

TEST_CASE("who is refused hears how long a request took of late") {
  shard one{1};
  one.ends(one.comes(smoke), 4200ms);
  CHECK(one.let_in(smoke));
  CHECK_FALSE(one.let_in(smoke));
  CHECK(one.later == 5s);
}

TEST_CASE("a request that ended before its turn takes no place") {
  shard one{1};
  auto gone = http::request_builder{}.build();
  one.ends(gone);
  CHECK_FALSE(one.door->refuse(gone, smoke));
  CHECK(one.let_in(smoke));
}
