#include "actors/readiness.hpp"

#include <doctest/doctest.h>

using smokehouse::actors::readiness;

namespace {

using reasons = std::vector<std::string>;

} // namespace

TEST_CASE("without a reason a service is ready") {
  readiness state;
  CHECK(state.ready());
  CHECK(state.reasons().empty());
}

TEST_CASE("reasons are listed once each, by the alphabet") {
  readiness state;
  for (const auto* reason : {"starting", "draining", "starting"})
    state.add(reason);
  CHECK_FALSE(state.ready());
  CHECK(state.reasons() == reasons{"draining", "starting"});
}

TEST_CASE("it is ready again when the last reason is gone") {
  readiness state;
  state.add("a");
  state.add("b");
  state.remove("a");
  CHECK_FALSE(state.ready());
  state.remove("no such reason");
  state.remove("b");
  CHECK(state.ready());
}
