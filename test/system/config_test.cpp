#include "test/support/ports.hpp"
#include "test/support/temporary_file.hpp"
#include "test/system/invocation.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace smokehouse::test;

using lines = std::vector<std::string>;

namespace {

options with_file(const std::string& path) {
  return {"--config-file=" + path};
}

std::string joined(const lines& all) {
  std::string result;
  for (const auto& line : all)
    result += line + '\n';
  return result;
}

/// Starts nothing, says nothing on its output and exits with 2; returns its
/// one message.
std::string refusal(const options& given) {
  auto [code, out, err] = invoke(given);
  CHECK(code == 2);
  CHECK(out.empty());
  REQUIRE(err.size() == 1);
  return err.front();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Whether the message names the line and holds all the parts.
void check_fault(const std::string& content, int line, const lines& parts) {
  CAPTURE(content);
  temporary_file file(content);
  auto message = refusal(with_file(file.path()));
  CAPTURE(message);
  CHECK(has(message, file.path() + ":" + std::to_string(line) + ": "));
  for (const auto& part : parts) {
    CAPTURE(part);
    CHECK(has(message, part));
  }
}

} // namespace

TEST_CASE("--help names every option and key") {
  auto [code, out, err] = invoke({"--help"});
  CHECK(code == 0);
  CHECK(err.empty());
  auto help = joined(out);
  for (std::string name :
       {"--config-file", "--check-config", "--dump-config", "--version",
        "--http.port", "--blocking.threads", "--upstream.url",
        "--smoke.flavors", "--burn.mode", "--shutdown.grace"}) {
    CAPTURE(name);
    CHECK(has(help, name));
  }
}

TEST_CASE("--version says the version") {
  auto [code, out, err] = invoke({"--version"});
  CHECK(code == 0);
  CHECK(out == lines{"smokehouse " SMOKEHOUSE_VERSION});
  CHECK(err.empty());
}

TEST_CASE("--check-config accepts what is shipped, and starts nothing") {
  auto [code, out, err] =
      invoke({"--config-file=" + shipped_file(), "--check-config"});
  CHECK(code == 0);
  CHECK(err.empty());
  CHECK(invoke({"--check-config", "--http.port=70000"}).code == 2);
}

TEST_CASE("--dump-config prints settings that load again") {
  options given{"--http.port=1234", "--smoke.flavors=[\"A \\\"b\\\"\", \"C\"]",
                "--smoke.flavor-delay=1500us", "--burn.mode=inline",
                "--caf.scheduler.max-threads=3"};
  auto dump = [](const options& more) {
    return invoke(more + options{"--dump-config"});
  };
  auto first = dump(given);
  REQUIRE(first.code == 0);
  CHECK(has(joined(first.out), "port = 1234"));
  temporary_file file(joined(first.out));
  auto second = dump(with_file(file.path()));
  CHECK(second.code == 0);
  CHECK(second.out == first.out);
  CHECK(second.err.empty());
}

TEST_CASE("an unknown key is refused with its place and the nearest known") {
  check_fault("# first\nhttp {\n  prot = 80\n}\n", 3,
              {"http.prot", "http.port"});
  check_fault("smoke.flavour-delay = 1s\n", 1, {"smoke.flavor-delay"});
  auto message = refusal({"--blocking.thread=3"});
  CHECK(has(message, "--blocking.thread=3"));
  CHECK(has(message, "blocking.threads"));
}

TEST_CASE("a wrong value is refused with its place and what is wrong") {
  check_fault("http {\n  port = \"eighty\"\n}\n", 2,
              {"http.port", "whole number", "eighty"});
  check_fault("http {\n  idle-timeout = 3\n}\n", 2, {"http.idle-timeout"});
  check_fault("http {\n\n  port = 65536\n}\n", 3,
              {"http.port", "65536", "0 to 65535"});
  check_fault("blocking {\n  threads = 0\n}\n", 2, {"blocking.threads"});
  check_fault("upstream {\n  url = \"ftp://x/\"\n}\n", 2,
              {"upstream.url", "ftp://x/"});
  check_fault("smoke {\n  flavors = []\n}\n", 2, {"smoke.flavors", "empty"});
  check_fault("burn {\n  mode = \"both\"\n}\n", 2,
              {"burn.mode", "detached", "inline"});
}

TEST_CASE("a syntax error is refused with its place") {
  check_fault("http {\n  port = \n}\n", 2, {"syntax error"});
  check_fault("http {\n  port = 80\n", 3, {"syntax error"});
}

TEST_CASE("a file that cannot be read is refused") {
  CHECK(has(refusal(with_file("/nowhere/at/all.conf")),
            "/nowhere/at/all.conf: cannot read it"));
  CHECK(has(refusal(with_file("/tmp")), "/tmp: cannot read it"));
}

TEST_CASE("each fault has a message, also those on the command line") {
  temporary_file file("http {\n  prot = 80\n  port = -1\n}\n"
                      "tick.count = \"many\"\n");
  auto [code, out, err] =
      invoke(with_file(file.path()) + options{"--burn.mode=sideways"});
  CHECK(code == 2);
  CHECK(out.empty());
  REQUIRE(err.size() == 4);
  CHECK(has(err[0], ":2: http.prot"));
  CHECK(has(err[1], ":3: http.port"));
  CHECK(has(err[2], ":5: tick.count"));
  CHECK(has(err[3], "burn.mode"));
}

TEST_CASE("what is no option is refused") {
  CHECK(has(refusal({"--chek-config"}), "--check-config"));
  CHECK(has(refusal({"8000"}), "8000"));
  CHECK(has(refusal({"--config-file="}), "--config-file"));
}

TEST_CASE("an address in use cannot be served, and is named") {
  service first;
  auto port = std::to_string(first.port());
  auto [code, out, err] = invoke({"--http.port=" + port});
  CHECK(code == 1);
  CHECK(out.empty());
  REQUIRE(err.size() == 1);
  CHECK(has(err.front(), "127.0.0.1:" + port));
  CHECK(has(err.front(), "in use"));
  CHECK(first.get("/").status == 200);
}

TEST_CASE("an address of another machine cannot be served") {
  // RFC 5737 keeps this network for documents.
  auto [code, out, err] = invoke({"--http.address=192.0.2.1", "--http.port=0"});
  CHECK(code == 1);
  CHECK(out.empty());
  REQUIRE(err.size() == 1);
  CHECK(has(err.front(), "192.0.2.1"));
}

TEST_CASE("the command line overrides the file") {
  temporary_file file("smoke {\n  flavors = [\"File\"]\n}\n");
  service smokehouse(quick() + options{"--smoke.flavors=[\"Command line\"]"});
  CHECK(smokehouse.get("/smoke_some_meats/").body
        == "Smoked 6 meats with Command line!");
}

TEST_CASE("it serves without any file") {
  child_process process({.argv = {binary(), "--http.port=0"}});
  using enum child_process::output;
  CHECK(process.wait_for_line(out, "listening on", std::chrono::seconds{60}));
  process.signal(SIGTERM);
  CHECK(process.wait(std::chrono::seconds{60}) == 0);
}
