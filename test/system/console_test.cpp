#include "test/system/service.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <array>

using namespace smokehouse::test;

using lines = std::vector<std::string>;

namespace {

constexpr auto upstream_is_fine = "<Response [200 OK]>";

} // namespace

TEST_CASE("the first line tells version, address and port") {
  service smokehouse;
  CHECK(smokehouse.greeting()
        == "smokehouse " SMOKEHOUSE_VERSION " listening on http://127.0.0.1:"
               + std::to_string(smokehouse.port()));
  CHECK(smokehouse.port() > 0);
}

TEST_CASE("smoking prints what both fetchers do, and then each meat") {
  service smokehouse({"--smoke.flavor-delay=1ms",
                      "--smoke.smokables-delay=300ms",
                      "--smoke.flavors=[\"Stubb's Original\"]"});
  smokehouse.get("/smoke_some_meats/");
  REQUIRE(smokehouse.prints("Sausage smoked."));
  auto expected = lines{"Getting smokeables...", "Getting flavor...",
                        "Returning flavor", "Returning smokeable"};
  for (const auto& [meat, smoked] : std::vector<std::array<std::string, 2>>{
           {"ribs", "Ribs"},
           {"brisket", "Brisket"},
           {"lemon chicken", "Lemon chicken"},
           {"salmon", "Salmon"},
           {"bison sirloin", "Bison sirloin"},
           {"sausage", "Sausage"}}) {
    expected.push_back("Smoking some " + meat + "...");
    expected.push_back("Applying the Stubb's Original...");
    expected.push_back(smoked + " smoked.");
  }
  CHECK(smokehouse.console() == expected);
}

TEST_CASE("flavors and smokables come from the configuration") {
  service smokehouse(quick()
                     + options{"--smoke.flavors=[\"Smoke\"]",
                               "--smoke.smokables=[\"tofu\", \"eggs\"]"});
  CHECK(smokehouse.get("/smoke_some_meats/").body
        == "Smoked 2 meats with Smoke!");
  CHECK(smokehouse.prints("Smoking some tofu..."));
  CHECK(smokehouse.prints("Applying the Smoke..."));
  CHECK(smokehouse.prints("Eggs smoked."));
}

TEST_CASE("a burn prints its line before it answers") {
  service smokehouse(quick());
  smokehouse.get("/burn_some_meats/");
  REQUIRE(smokehouse.prints("GET /burn_some_meats/"));
  CHECK(smokehouse.console() == lines{"Who doesn't love burnt meats?"});
  CHECK(index_of(smokehouse.output(), "burnt") == 0);
}

TEST_CASE("/sync/ counts and asks the upstream before it answers") {
  service smokehouse(quick());
  smokehouse.get("/sync/");
  REQUIRE(smokehouse.prints("GET /sync/"));
  CHECK(smokehouse.console()
        == lines{"1", "2", "3", "4", "5", upstream_is_fine});
  CHECK(index_of(smokehouse.output(), "GET /sync/") == 6);
}

TEST_CASE("an access log line is uvicorn's") {
  service smokehouse(quick());
  raw_client client(smokehouse.port());
  auto peer = "INFO:     127.0.0.1:"
              + std::to_string(client.socket().local_endpoint().port())
              + " - \"";
  client.send(get("/async/")).read_answer();
  client.send(get("/no?such=\"thing\"")).read_answer();
  client.send("POST / HTTP/1.0\r\n\r\n").read_answer();
  REQUIRE(smokehouse.prints("POST / "));
  CHECK(smokehouse.access_log()
        == lines{peer + "GET /async/ HTTP/1.1\" 200 OK",
                 peer + "GET /no?such=\\x22thing\\x22 HTTP/1.1\" 404 Not Found",
                 peer + "POST / HTTP/1.0\" 405 Method Not Allowed"});
}

TEST_CASE("the access log can be turned off in two ways") {
  for (const auto* off : {"--log.access=false", "--log.format=none"}) {
    CAPTURE(off);
    service smokehouse(quick() + options{off});
    smokehouse.get("/");
    smokehouse.get("/burn_some_meats/");
    REQUIRE(smokehouse.stop() == 0);
    CHECK(smokehouse.output() == lines{"Who doesn't love burnt meats?"});
  }
}

TEST_CASE("the access log can be nginx's, with the bytes of the body") {
  service smokehouse({"--log.format=combined"});
  raw_client client(smokehouse.port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: test\r\n\r\n");
  client.read_answer();
  REQUIRE(smokehouse.prints("test"));
  auto line = smokehouse.output().front();
  CAPTURE(line);
  CHECK(line.starts_with("127.0.0.1 - - ["));
  CHECK(line.ends_with("] \"GET / HTTP/1.1\" 200 20 \"-\" \"test\""));
}

TEST_CASE("the access log can be JSON, with each request's id and duration") {
  service smokehouse({"--log.format=json"});
  auto answer = smokehouse.get("/none?such");
  REQUIRE(smokehouse.prints("duration_s"));
  auto line = boost::json::parse(smokehouse.output().front());
  CHECK(line.at("id") == answer.fields["x-request-id"].c_str());
  CHECK(line.at("target") == "/none?such");
  CHECK(line.at("status") == 404);
  CHECK(line.at("duration_s").as_double() > 0);
  CHECK(line.at("split").at(0).at("name") == "front");
}
