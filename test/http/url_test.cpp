#include "http/url.hpp"

#include <doctest/doctest.h>

using smokehouse::http::error;
using smokehouse::http::url;

namespace {

url parsed(std::string_view text) {
  return url::parse(text).value();
}

boost::system::error_code fault(std::string_view text) {
  return url::parse(text).error();
}

} // namespace

TEST_CASE("a URL without a port has its scheme's") {
  CHECK(parsed("http://example.org").port() == 80);
  CHECK(parsed("https://example.org").port() == 443);
  CHECK(parsed("http://example.org:").port() == 80);
}

TEST_CASE("Host names the port only where it is not the scheme's") {
  CHECK(parsed("http://example.org:80/").authority() == "example.org");
  CHECK(parsed("http://example.org:8080/").authority() == "example.org:8080");
  CHECK(parsed("https://example.org:80/").authority() == "example.org:80");
}

TEST_CASE("an IPv6 address has brackets in Host and none as a host") {
  auto v6 = parsed("http://[::1]:8000/");
  CHECK(v6.host() == "::1");
  CHECK(v6.authority() == "[::1]:8000");
}

TEST_CASE("a host's name is in lower case") {
  CHECK(parsed("HTTP://Example.ORG").host() == "example.org");
}

TEST_CASE("an empty path is the root") {
  CHECK(parsed("http://example.org").target() == "/");
  CHECK(parsed("http://example.org?a=1").target() == "/?a=1");
}

TEST_CASE("a target goes below the URL's path, whatever its last slash") {
  CHECK(parsed("http://example.org").target("/get") == "/get");
  CHECK(parsed("http://example.org/api").target("/get?a=b") == "/api/get?a=b");
  CHECK(parsed("http://example.org/api/").target("/get") == "/api/get");
  CHECK(parsed("http://example.org/api/").target("") == "/api/");
}

TEST_CASE("a URL as text is read back as the same URL") {
  for (auto text : {"http://example.org:81/a?b=c", "https://[::1]/"})
    CHECK(parsed(text).text() == text);
}

TEST_CASE("a URL that cannot be an upstream's says why") {
  CHECK(fault("") == error::bad_url);
  CHECK(fault("http://example.org:port") == error::bad_url);
  CHECK(fault("example.org") == error::bad_url);
  CHECK(fault("http: ") == error::bad_url);
  CHECK(fault("http://exa mple.org") == error::bad_url);
  CHECK(fault("ftp://example.org") == error::bad_scheme);
  CHECK(fault("file:///etc/passwd") == error::bad_scheme);
  CHECK(fault("http:///path") == error::no_host);
  CHECK(fault("http:path") == error::bad_url);
  CHECK(fault("http://user@example.org") == error::has_userinfo);
  CHECK(fault("http://user:secret@example.org") == error::has_userinfo);
  CHECK(fault("http://example.org:0/") == error::bad_port);
  CHECK(fault("http://example.org:70000/") == error::bad_port);
  CHECK(fault("http://example.org:99999/") == error::bad_port);
  CHECK(fault("http://example.org/#part") == error::has_fragment);
}
