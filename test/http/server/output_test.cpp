#include "http/server/output.hpp"
#include "test/http/server/connected_pair.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;
using smokehouse::test::connected_pair;

TEST_CASE("text and bodies leave in the order of their coming") {
  connected_pair ends;
  output out;
  CHECK(out.empty());
  const std::string big(20'000, 'b');
  out.text() += "head1 ";
  out.body("small ");
  out.body(std::string{big});
  out.text() += " head2";
  CHECK(out.size() == 12 + big.size() + 6);
  CHECK(out.write_to(ends.near).what == io_result::kind::done);
  CHECK(out.empty());
  CHECK(ends.drain() == "head1 small " + big + " head2");
}

TEST_CASE("what lasts is sent from where it is, in its turn") {
  connected_pair ends;
  output out;
  std::string lasting = "copied ";
  out.fixed(lasting);
  out.text() += "head ";
  out.fixed("and lasts");
  CHECK(out.size() == 21);
  lasting = "lasts! ";
  CHECK(out.write_to(ends.near).what == io_result::kind::done);
  CHECK(ends.drain() == "lasts! head and lasts");
  out.clear();
  CHECK(out.empty());
}

TEST_CASE("an output is used again after clear") {
  connected_pair ends;
  output out;
  for (auto* text : {"one", "two", "three"}) {
    out.text() += text;
    out.write_to(ends.near);
    out.clear();
    CHECK(out.empty());
    CHECK(ends.drain() == text);
  }
}

TEST_CASE("what the socket does not take stays, and leaves later") {
  connected_pair ends;
  output out;
  std::string all;
  const std::string lasting(100'000, '!');
  for (char c = 'a'; c <= 'z'; ++c) {
    out.body(std::string(100'000, c));
    out.fixed(lasting);
    all.append(100'000, c).append(lasting);
  }
  std::string arrived;
  auto step = out.write_to(ends.near);
  CHECK(step.what == io_result::kind::would_block);
  CHECK(out.size() == all.size() - step.bytes);
  while (step.what == io_result::kind::would_block) {
    arrived += ends.drain();
    step = out.write_to(ends.near);
  }
  arrived += ends.drain();
  CHECK(arrived == all);
}

TEST_CASE("a peer that is gone is a failure") {
  connected_pair ends;
  ends.far.close();
  output out;
  out.text() += "nobody";
  CHECK(out.write_to(ends.near).what == io_result::kind::failed);
}
