#include "app/certificates.hpp"
#include "test/support/certificates.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;
using app::doubt_about;
using http::tls_identity;

TEST_CASE("a certificate is warned of from two weeks before its end") {
  test::certificates made;
  auto pair = made.signed_pair("a.example", 365);
  auto one = tls_identity::load({pair.certificate, pair.key});
  REQUIRE(one.has_value());
  const auto begin = one->begin();
  const auto end = one->end();
  CHECK(doubt_about(*one, begin - 1s).starts_with("is not valid before 20"));
  CHECK(doubt_about(*one, begin).empty());
  CHECK(doubt_about(*one, end - 14 * 24h - 1s).empty());
  CHECK(doubt_about(*one, end - 14 * 24h)
            .starts_with("expires in 14 days and 0 hours, at 20"));
  CHECK(doubt_about(*one, end - 90min)
            .starts_with("expires in 0 days and 2 hours, at 20"));
  CHECK(doubt_about(*one, end).starts_with("has expired, at 20"));
}

TEST_CASE("without files there is nothing to read") {
  app::certificates none{app::tls_settings{}, nullptr};
  CHECK_FALSE(none.read());
  CHECK(none.keyring() == nullptr);
}
