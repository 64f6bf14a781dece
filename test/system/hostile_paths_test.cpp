// A path is the text that it is: nothing is decoded, and no step is taken up.
#include "test/system/service.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::test;

TEST_CASE("steps up and encodings are no way to another route") {
  service smokehouse;
  for (const auto* target : {"/..",
                             "/../stats",
                             "/./stats",
                             "/x/../stats",
                             "/async/../stats",
                             "/%2e%2e/stats",
                             "/%2e/stats",
                             "/%73tats",
                             "/stats%2f",
                             "/stats%00",
                             "/%252e%252e%252fstats",
                             "/..%2fstats",
                             "/..;/stats",
                             "/stats;x",
                             "/stats//",
                             "//stats",
                             "/\\..\\stats",
                             "/stats#x",
                             "/STATS",
                             "/etc/passwd",
                             "/../../../../etc/passwd",
                             "/..%c0%af../etc/passwd",
                             "/%00",
                             "/%0d%0aX-Injected:%20y"}) {
    CAPTURE(target);
    auto answer = smokehouse.get(target);
    CHECK(answer.status == 404);
    CHECK(answer.fields["content-type"] == "application/problem+json");
    CHECK_FALSE(answer.fields.contains("x-injected"));
  }
}

TEST_CASE("below a path that takes all, steps up stay below it") {
  service smokehouse;
  for (const auto* target :
       {"/admin/..", "/admin/../", "/admin/../stats", "/admin/../../etc/passwd",
        "/admin/%2e%2e/stats", "/admin/..%2f..%2fconf/smokehouse.conf",
        "/admin//main.js", "/admin/./main.js", "/admin/main.js/",
        "/admin/main%2ejs", "/admin/main.js%00"}) {
    CAPTURE(target);
    CHECK(smokehouse.get(target).status == 404);
  }
  CHECK(smokehouse.get("/admin/main.js").status == 200);
}

TEST_CASE("an unknown method is 501, a known one that is not taken 405") {
  service smokehouse;
  auto status_of = [&](const std::string& line) {
    raw_client client{smokehouse.port()};
    client.send(line + " HTTP/1.1\r\nHost: a\r\n\r\n");
    return client.read_answer().status;
  };
  for (std::string method : {"POST", "PUT", "DELETE", "PATCH", "TRACE"})
    CHECK(status_of(method + " /") == 405);
  for (std::string method : {"SMOKE", "get", "GETT", "CONNECT"})
    CHECK(status_of(method + " /") == 501);
  CHECK(status_of("CONNECT 127.0.0.1:22") == 501);
  CHECK(status_of("OPTIONS *") == 404);
  CHECK(status_of("GET http://a/") == 200);
  CHECK(status_of("GET http://b/") == 400);
}
