#include "http/request_timeout.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::http;
using namespace std::chrono_literals;

TEST_CASE("a client's time is in seconds, or has its unit") {
  CHECK(parse_request_timeout("2") == 2s);
  CHECK(parse_request_timeout("0.5") == 500ms);
  CHECK(parse_request_timeout("2s") == 2s);
  CHECK(parse_request_timeout("1.5s") == 1500ms);
  CHECK(parse_request_timeout("250ms") == 250ms);
}

TEST_CASE("what is no time above zero is refused") {
  for (std::string_view text :
       {"", "0", "-1", "+1", "abc", "1h", "2 s", " 2", "2s ", "1e3", "0x10",
        "nan", "inf", "1,5", "s", "ms", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_request_timeout(text));
  }
}
