#include "app/access/gate.hpp"
#include "test/app/access/visitor.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::app::access;
using test::from;

namespace {

const secret token{"correct-horse-battery"};
const auto now = gate::clock::now();

verdict asked(visitors welcome, http::request_builder request) {
  return gate{welcome, std::nullopt}.judge(request.build(), now);
}

verdict asked_for_token(http::request_builder request) {
  gate one{visitors::local, token};
  auto result = one.judge(request.build(), now);
  // What a token opens does not depend on where somebody is.
  CHECK(gate{visitors::any, token}.judge(request.build(), now) == result);
  return result;
}

http::request_builder showing(const std::string& authorization) {
  return from("10.0.0.1").header("Authorization", authorization);
}

} // namespace

TEST_CASE("without a token, the local gate is for local clients") {
  CHECK(asked(visitors::local, from("127.0.0.1")) == verdict::allowed);
  CHECK(asked(visitors::local, from("::1")) == verdict::allowed);
  CHECK(asked(visitors::local, from("10.0.0.1")) == verdict::forbidden);
  CHECK(asked(visitors::local, from("127.0.0.1").header("Via", "1.1 a"))
        == verdict::forbidden);
}

TEST_CASE("without a token, the other gate is for whoever gets there") {
  CHECK(asked(visitors::any, from("127.0.0.1")) == verdict::allowed);
  CHECK(asked(visitors::any, from("10.0.0.1")) == verdict::allowed);
  CHECK(asked(visitors::any, from("127.0.0.1").header("Via", "1.1 a"))
        == verdict::allowed);
}

TEST_CASE("a local client gets nowhere by a name that others can give") {
  auto rebound = http::request_builder{}
                     .header("Host", "evil.example")
                     .peer({http::asio::ip::make_address("127.0.0.1"), 1});
  CHECK(asked(visitors::local, rebound) == verdict::forbidden);
  CHECK(asked(visitors::any, rebound) == verdict::forbidden);
}

TEST_CASE("a token has to be shown from anywhere") {
  CHECK(asked_for_token(from("127.0.0.1")) == verdict::unknown);
  CHECK(asked_for_token(from("10.0.0.1")) == verdict::unknown);
  CHECK(asked_for_token(showing("Bearer correct-horse-battery"))
        == verdict::allowed);
  CHECK(asked_for_token(showing("bearer  correct-horse-battery"))
        == verdict::allowed);
}

TEST_CASE("other credentials are none") {
  for (const auto* text :
       {"", "Bearer", "Bearer ", "Bearer x", "correct-horse-battery",
        "Basic correct-horse-battery", "Bearer correct-horse-battery2",
        "Bearer Bearer correct-horse-battery"})
    CHECK(asked_for_token(showing(text)) == verdict::unknown);
}

TEST_CASE("a login is as good as the token") {
  auto set = login_cookie{token}.begin(now);
  auto pair = set.substr(0, set.find(';'));
  CHECK(asked_for_token(from("10.0.0.1").header("Cookie", pair))
        == verdict::allowed);
  CHECK(asked_for_token(from("10.0.0.1").header("Cookie", pair + "0"))
        == verdict::unknown);
}
