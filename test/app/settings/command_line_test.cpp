#include "app/exit_code.hpp"
#include "app/settings/command_line.hpp"
#include "test/support/temporary_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace smokehouse::app;

namespace {

farewell stop_of(const std::vector<std::string>& arguments) {
  auto result = read_command_line(arguments);
  REQUIRE(std::holds_alternative<farewell>(result));
  return std::get<farewell>(result);
}

std::string error_of(const std::string& argument) {
  auto result = stop_of({argument});
  CHECK(result.exit_code == exit_code::bad_usage);
  CHECK(result.out.empty());
  CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
  return result.err;
}

} // namespace

TEST_CASE("without arguments the service runs with its defaults") {
  auto result = read_command_line({});
  REQUIRE(std::holds_alternative<configuration>(result));
  CHECK(std::get<configuration>(result).values.http.port == 8000);
}

TEST_CASE("an argument overrides a key") {
  auto result = read_command_line({"--http.port=0", "--log.access"});
  REQUIRE(std::holds_alternative<configuration>(result));
  CHECK(std::get<configuration>(result).values.http.port == 0);
}

TEST_CASE("the version is the project's") {
  auto result = stop_of({"--version"});
  CHECK(result.out == "smokehouse 0.1.0\n");
  CHECK(result.exit_code == 0);
}

TEST_CASE("help names the options and wins over faults") {
  auto result = stop_of({"--http.prot=1", "--help"});
  CHECK(result.exit_code == 0);
  CHECK(result.err.empty());
  CHECK(result.out.find("--config-file=FILE") != std::string::npos);
  CHECK(stop_of({"-h"}).out == result.out);
}

TEST_CASE("a check says that the configuration is ok, or why it is not") {
  CHECK(stop_of({"--check-config"}).out == "configuration ok\n");
  auto result = stop_of({"--check-config", "--http.port=x"});
  CHECK(result.exit_code == exit_code::bad_usage);
  CHECK(result.out.empty());
  CHECK(result.err
        == "smokehouse: --http.port=x: http.port: expects a whole number, not "
           "\"x\"\n");
}

TEST_CASE("a fault on the command line names its option") {
  CHECK(error_of("--http.prot=1")
        == "smokehouse: --http.prot=1: http.prot: unknown key, the nearest "
           "known one is http.port\n");
  CHECK(error_of("--verison")
        == "smokehouse: --verison: unknown option, the nearest known one is "
           "--version\n");
  CHECK(error_of("serve") == "smokehouse: serve: is not an option\n");
  CHECK(error_of("--config-file")
        == "smokehouse: --config-file: expects a file: --config-file=FILE\n");
  CHECK(error_of("--config-file=").find("expects a file") != std::string::npos);
  CHECK(error_of("--http.port").find("not nothing") != std::string::npos);
  error_of("--");
  error_of("");
  error_of("--.=");
  error_of("--=");
}

TEST_CASE("a file that cannot be read stops the start") {
  CHECK(error_of("--config-file=/nowhere")
        == "smokehouse: /nowhere: cannot read it: No such file or directory\n");
}

TEST_CASE("a dump loads to the same dump again, overrides included") {
  const std::vector<std::string> odd = {
      "--http.address=::1",
      "--smoke.flavors=[\"a\\\"b\\\\\", \"c\"]",
      "--burn.mode=inline",
      "--http.idle-timeout=1500us",
      "--caf.scheduler.max-threads=3",
      "--caf.metrics-filters.actors.includes=[\"view.*\"]",
      "--caf.logger.console.verbosity=debug",
      "--dump-config"};
  auto first = stop_of(odd).out;
  CHECK(first.find("max-threads = 3") != std::string::npos);
  CHECK(first.find("idle-timeout = 1500us") != std::string::npos);
  smokehouse::test::temporary_file file{first};
  CHECK(stop_of({"--config-file=" + file.path(), "--dump-config"}).out
        == first);
}
