#include "app/settings/load.hpp"
#include "app/settings/reader.hpp"
#include "test/support/temporary_file.hpp"

#include <doctest/doctest.h>

using namespace smokehouse::app;
using namespace std::chrono_literals;

namespace {

/// Loads a text that reads without a syntax error.
loaded load_text(std::string_view text) {
  auto [found, stopped] = read_config(text, "x.conf");
  REQUIRE_FALSE(stopped);
  return load(found);
}

/// The only fault of a text.
std::string fault_of(std::string_view text) {
  auto wrong = load_text(text).wrong;
  REQUIRE(wrong.size() == 1);
  return wrong[0].where + ": " + wrong[0].what;
}

} // namespace

TEST_CASE("without entries the defaults of the contract hold") {
  auto [config, wrong] = load(entries{});
  CHECK(wrong.empty());
  const auto& s = config.values;
  CHECK(s.http.address == "127.0.0.1");
  CHECK(s.http.port == 8000);
  CHECK(s.http.request_timeout == 30s);
  CHECK(s.blocking.threads == 64);
  CHECK(s.blocking.queue == 1000);
  CHECK(s.upstream.url == "embedded");
  CHECK(s.smoke.flavor_delay == 1s);
  CHECK(s.smoke.smokables_delay == 2s);
  CHECK(s.smoke.flavors.front() == "Sweet Baby Ray's");
  CHECK(s.smoke.smokables.size() == 6);
  CHECK(s.tick.count == 5);
  CHECK(s.burn.mode == burn_mode::detached);
  CHECK(s.shutdown.grace == 10s);
  CHECK(s.shards >= 1);
}

TEST_CASE("entries set their members") {
  auto [config, wrong] = load_text("http { port = 0, max-body-bytes = 10 }\n"
                                   "burn { mode = \"inline\" }\n"
                                   "smoke.flavors = [\"x\"]\n"
                                   "log { access = false, level = \"off\" }\n");
  CHECK(wrong.empty());
  CHECK(config.values.http.port == 0);
  CHECK(config.values.http.max_body_bytes == 10);
  CHECK(config.values.burn.mode == burn_mode::inside_view);
  CHECK(config.values.smoke.flavors == std::vector<std::string>{"x"});
  CHECK_FALSE(config.values.log.access);
  CHECK(config.values.log.level == log_level::off);
}

TEST_CASE("the number of shards is handed to CAF, set or not") {
  auto set = load_text("caf.scheduler.max-threads = 3").result;
  CHECK(set.values.shards == 3);
  CHECK(caf::get_or(set.caf, "caf.scheduler.max-threads", 0) == 3);
  auto unset = load(entries{}).result;
  CHECK(caf::get_or(unset.caf, "caf.scheduler.max-threads", std::size_t{0})
        == unset.values.shards);
}

TEST_CASE("CAF's own keys are handed to CAF with CAF's types") {
  auto [config, wrong] =
      load_text("caf { scheduler { max-throughput = 7 }\n"
                "metrics-filters { actors { includes = [\"*\"] } } }");
  CHECK(wrong.empty());
  CHECK(caf::get_or(config.caf, "caf.scheduler.max-throughput", 0) == 7);
  CHECK(caf::holds_alternative<caf::config_value::list>(
      config.caf, "caf.metrics-filters.actors.includes"));
}

TEST_CASE("an unknown key is told with its line and the nearest known one") {
  CHECK(fault_of("\nhttp {\n  prot = 1\n}")
        == "x.conf:3: http.prot: unknown key, the nearest known one is "
           "http.port");
  CHECK(fault_of("caf.scheduler.max-treads = 1")
        == "x.conf:1: caf.scheduler.max-treads: unknown key, the nearest known "
           "one is caf.scheduler.max-threads");
  CHECK(fault_of("smoak { flavors = [] }").find("smoke.flavors")
        != std::string::npos);
  CHECK(fault_of("htpp { }").find("unknown key") != std::string::npos);
  CHECK(fault_of("port = 1").find("unknown key") != std::string::npos);
}

TEST_CASE("a section is not a key, and a key is not a section") {
  CHECK(fault_of("http = 5") == "x.conf:1: http: is a section, not a key");
  CHECK(fault_of("http { port { } }")
        == "x.conf:1: http.port: expects a whole number, not a section");
  CHECK(load_text("http { }\ncaf { scheduler { } }").wrong.empty());
}

TEST_CASE("wrong types and values out of range are told with their key") {
  CHECK(fault_of("http.port = 70000")
        == "x.conf:1: http.port: 70000 is out of range: 0 to 65535");
  CHECK(fault_of("http.request-timeout = 0s")
            .find("0s is out of range: 1ms to 24h")
        != std::string::npos);
  CHECK(fault_of("smoke.flavors = []")
        == "x.conf:1: smoke.flavors: the list is empty");
  CHECK(fault_of("caf.scheduler.max-threads = 0")
            .find("0 is out of range: 1 to 1024")
        != std::string::npos);
  CHECK(fault_of("upstream.url = \"ftp://x\"").find("not a URL")
        != std::string::npos);
}

TEST_CASE("all faults are told, in their order") {
  auto wrong = load_text("http.prot = 1\nhttp.port = -1\nlog.access = 1").wrong;
  REQUIRE(wrong.size() == 3);
  CHECK(wrong[0].where == "x.conf:1");
  CHECK(wrong[1].where == "x.conf:2");
  CHECK(wrong[2].where == "x.conf:3");
  CHECK(to_string(wrong).find("smokehouse: x.conf:2: http.port: -1 is out")
        != std::string::npos);
}

TEST_CASE("the last of several values holds") {
  CHECK(load_text("http.port = 1\nhttp { port = 2 }").result.values.http.port
        == 2);
}

TEST_CASE("the command line is set over the file") {
  smokehouse::test::temporary_file file{"http { port = 1, max-pipelined = 2 }"};
  auto [config, wrong] = load(file.path(), {"--http.port=3"});
  CHECK(wrong.empty());
  CHECK(config.values.http.port == 3);
  CHECK(config.values.http.max_pipelined == 2);
}

TEST_CASE("a syntax error does not hide the faults beside it") {
  smokehouse::test::temporary_file file{"http.port = -1\ntick.count = five"};
  auto wrong = load(file.path(), {"--burn.mode=x"}).wrong;
  REQUIRE(wrong.size() == 3);
  CHECK(wrong[0].where == file.path() + ":1");
  CHECK(wrong[1].where == "--burn.mode=x");
  CHECK(wrong[2].where == file.path() + ":2");
}

TEST_CASE("either key of the admin listener makes one") {
  CHECK_FALSE(load(entries{}).result.values.admin.apart());
  CHECK(load_text("admin.port = 0").result.values.admin.apart());
  CHECK(load_text("admin.address = \"::1\"").result.values.admin.apart());
}
