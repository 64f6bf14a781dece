#include "test/perf/counted_service.hpp"

#include "test/support/eventually.hpp"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace smokehouse::test {

namespace {

std::vector<std::string> command_line(const std::string& folder,
                                      const std::vector<std::string>& options) {
  std::vector<std::string> result{
      "valgrind",           "--tool=callgrind",
      "--instr-atstart=no", "--callgrind-out-file=" + folder + "/counts",
      SMOKEHOUSE_BINARY,    "--config-file=" SMOKEHOUSE_SHIPPED_FILE,
      "--http.port=0",      "--caf.scheduler.max-threads=1",
      "--log.access=false"};
  result.insert(result.end(), options.begin(), options.end());
  return result;
}

} // namespace

counted_service::folder::folder() {
  auto name = (std::filesystem::temp_directory_path() / "perf-XXXXXX").string();
  if (!::mkdtemp(name.data()))
    throw std::runtime_error("no temporary folder");
  path = name;
}

counted_service::folder::~folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

counted_service::counted_service(const std::vector<std::string>& options)
    : process_({.argv = command_line(folder_.path, options)}) {
  auto line = process_.wait_for_line(child_process::output::out, "listening on",
                                     patience);
  if (!line)
    throw std::runtime_error("the service does not start under valgrind");
  port_ = static_cast<std::uint16_t>(
      std::stoul(line->substr(line->rfind(':') + 1)));
}

void counted_service::stopped(const std::function<void()>& f) {
  process_.signal(SIGSTOP);
  f();
  process_.signal(SIGCONT);
}

std::uint64_t
counted_service::instructions_of(const std::function<void()>& work) {
  control("on");
  work();
  control("off");
  process_.signal(SIGTERM);
  if (process_.wait(patience) != 0)
    throw std::runtime_error("the service does not stop");
  std::ifstream counts{folder_.path + "/counts"};
  for (std::string word; counts >> word;)
    if (std::uint64_t total = 0; word == "totals:" && counts >> total)
      return total;
  throw std::runtime_error("callgrind counted nothing");
}

void counted_service::control(const std::string& state) {
  run({"callgrind_control", "-i", state, std::to_string(process_.pid())});
}

} // namespace smokehouse::test
