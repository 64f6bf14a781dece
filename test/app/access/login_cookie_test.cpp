#include "app/access/login_cookie.hpp"
#include "http/request_builder.hpp"

#include <doctest/doctest.h>

using namespace smokehouse;
using namespace std::chrono_literals;
using app::access::login_cookie;
using app::access::secret;

namespace {

const login_cookie cookie{secret{"correct-horse-battery"}};
const auto start = login_cookie::clock::from_time_t(1'795'493'228);

/// What a browser sends back of it.
std::string pair_of(const std::string& set_cookie) {
  return set_cookie.substr(0, set_cookie.find(';'));
}

http::request with(const std::string& cookies) {
  return http::request_builder{}.header("Cookie", cookies).build();
}

} // namespace

TEST_CASE("a login's cookie is kept from scripts and from other sites") {
  auto set = cookie.begin(start);
  CHECK(set.starts_with("smokehouse-login=1795536428."));
  CHECK(set.ends_with("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200"));
  CHECK(set.find("Domain") == set.npos);
  CHECK(login_cookie::end()
        == "smokehouse-login=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST_CASE("a login over TLS stays there") {
  auto set = cookie.begin(start, true);
  CHECK(set.ends_with("; SameSite=Strict; Secure; Max-Age=43200"));
}

TEST_CASE("a login lasts for twelve hours") {
  auto request = with(pair_of(cookie.begin(start)));
  CHECK(cookie.in(request, start));
  CHECK(cookie.in(request, start + 12h - 1s));
  CHECK_FALSE(cookie.in(request, start + 12h));
}

TEST_CASE("the cookie is found among others") {
  auto pair = pair_of(cookie.begin(start));
  for (const auto& cookies :
       {"a=b; " + pair, pair + "; a=b", "a;" + pair + ";", " ;; " + pair,
        "not-smokehouse-login=1.2; " + pair, "smokehouse-login2=x; " + pair})
    CHECK(cookie.in(with(cookies), start));
}

TEST_CASE("no other cookie is a login") {
  auto pair = pair_of(cookie.begin(start));
  auto later = pair;
  later[later.find("1795")] = '9';
  for (const auto& cookies :
       {std::string{}, std::string{"smokehouse-login"},
        std::string{"smokehouse-login="}, std::string{"smokehouse-login=."},
        std::string{"smokehouse-login=9999999999.00"}, later,
        pair.substr(0, pair.size() - 1), pair + "0", "x" + pair})
    CHECK_FALSE(cookie.in(with(cookies), start));
  CHECK_FALSE(cookie.in(http::request{}, start));
}

TEST_CASE("a new token ends the logins of the old one") {
  login_cookie other{secret{"another-horse-battery"}};
  CHECK_FALSE(other.in(with(pair_of(cookie.begin(start))), start));
}
