#include "app/access/origin.hpp"
#include "test/app/access/visitor.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace smokehouse::app::access;
using test::from;

namespace {

bool public_name(const char* host) {
  return by_public_name(http::request_builder{}.header("Host", host).build());
}

/// With fields in turn: name, value.
bool same(std::initializer_list<const char*> fields) {
  http::request_builder request;
  request.header("Host", "10.0.0.1:8000");
  for (auto i = fields.begin(); i != fields.end(); i += 2)
    request.header(i[0], i[1]);
  return same_origin(request.build());
}

} // namespace

TEST_CASE("local is who comes from a loopback address of either kind") {
  for (const auto* address :
       {"127.0.0.1", "127.0.1.1", "::1", "::ffff:127.0.0.1"})
    CHECK(is_local(from(address).build()));
  for (const auto* address :
       {"10.0.0.1", "192.168.0.1", "128.0.0.1", "::", "fe80::1", "::2",
        "::ffff:10.0.0.1", "2001:db8::7f00:1"})
    CHECK_FALSE(is_local(from(address).build()));
}

TEST_CASE("what a proxy passed on is not local, whatever it says") {
  for (const auto* field :
       {"Forwarded", "forwarded", "X-Forwarded-For", "x-forwarded-for",
        "X-Forwarded-Host", "Via", "X-Real-IP", "X-REAL-IP"})
    for (const auto* value : {"127.0.0.1", ""})
      CHECK_FALSE(is_local(from("127.0.0.1").header(field, value).build()));
  for (const auto* field : {"Viable", "X-Forwarded", "X-Request-Id"})
    CHECK(is_local(from("127.0.0.1").header(field, "x").build()));
}

TEST_CASE("addresses, localhost and single names are nobody's public names") {
  for (const auto* host :
       {"127.0.0.1", "127.0.0.1:8000", "10.0.0.1", "[::1]", "[::1]:8000",
        "localhost", "localhost:8000", "a.localhost", "A.LOCALHOST:1", "box",
        "box:8000", ""})
    CHECK_FALSE(public_name(host));
  for (const auto* host :
       {"evil.example", "evil.example:8000", "127.0.0.1.evil.example",
        "localhost.evil.example", ".localhost", "notlocalhost.", "[::1"})
    CHECK(public_name(host) == (std::string_view{host} != "[::1"));
}

TEST_CASE("what no browser sent is of the same origin") {
  CHECK(same({}));
}

TEST_CASE("a browser's word on the site counts") {
  CHECK(same({"Sec-Fetch-Site", "same-origin"}));
  CHECK(same({"Sec-Fetch-Site", "none"}));
  CHECK_FALSE(same({"Sec-Fetch-Site", "same-site"}));
  CHECK_FALSE(same({"Sec-Fetch-Site", "cross-site"}));
  CHECK_FALSE(
      same({"Sec-Fetch-Site", "cross-site", "Origin", "http://10.0.0.1:8000"}));
}

TEST_CASE("without it, the origin has to be that of the host") {
  CHECK(same({"Origin", "http://10.0.0.1:8000"}));
  CHECK(same({"Origin", "https://10.0.0.1:8000"}));
  for (const auto* origin :
       {"http://10.0.0.1", "http://10.0.0.1:80", "http://evil.example",
        "http://10.0.0.1:8000.evil.example", "null", "10.0.0.1:8000"})
    CHECK_FALSE(same({"Origin", origin}));
}

TEST_CASE("over TLS, so has its scheme") {
  auto same_over_tls = [](const char* origin) {
    return same_origin(http::request_builder{}
                           .secure(true)
                           .header("Host", "a.example")
                           .header("Origin", origin)
                           .build());
  };
  CHECK(same_over_tls("https://a.example"));
  CHECK(same_over_tls("HTTPS://a.example"));
  CHECK_FALSE(same_over_tls("http://a.example"));
}
