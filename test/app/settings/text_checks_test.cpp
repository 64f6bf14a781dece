#include "app/settings/text_checks.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app;

TEST_CASE("a printable text has a character, and none that controls") {
  CHECK(check_printable("Sweet Baby Ray's").empty());
  CHECK(check_printable("Käse").empty());
  CHECK(check_printable("") == "the text is empty");
  CHECK(check_printable("a\nb") == R"("a\nb" has control characters)");
  CHECK_FALSE(check_printable("\x7f").empty());
}

TEST_CASE("an address is numeric, of either version") {
  CHECK(check_ip_address("127.0.0.1").empty());
  CHECK(check_ip_address("0.0.0.0").empty());
  CHECK(check_ip_address("::1").empty());
  CHECK(check_ip_address("localhost")
        == "\"localhost\" is not an IPv4 or IPv6 address");
  CHECK_FALSE(check_ip_address("127.0.0.256").empty());
  CHECK_FALSE(check_ip_address("").empty());
}

TEST_CASE("an upstream is embedded or an http or https URL") {
  for (std::string url :
       {"embedded", "http://localhost", "https://httpbin.org/",
        "http://127.0.0.1:8080/get", "http://[::1]:81"}) {
    CAPTURE(url);
    CHECK(check_upstream_url(url).empty());
  }
  for (std::string url : {"", "httpbin.org", "ftp://x", "http://", "http://a b",
                          "http://u:p@h", "http://h:0", "Embedded", "//h"}) {
    CAPTURE(url);
    CHECK(check_upstream_url(url).find("is not \"embedded\", and not a URL")
          != std::string::npos);
  }
}

TEST_CASE("an address and a path may be missing") {
  CHECK(check_ip_address_or_none("") == "");
  CHECK(check_ip_address_or_none("::1") == "");
  CHECK(check_ip_address_or_none("localhost")
        == "\"localhost\" is not an IPv4 or IPv6 address");
  CHECK(check_path_or_none("") == "");
  CHECK(check_path_or_none("/run/secrets/token") == "");
  CHECK(check_path_or_none("a\tb") == "\"a\\tb\" has control characters");
}
