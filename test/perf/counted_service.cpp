#include "test/perf/counted_service.hpp"

#include "test/support/eventually.hpp"

#include <csignal>
#include <fstream>
#include <stdexcept>

namespace smokehouse::test {

namespace {

std::vector<std::string> command_line(const std::string& counts,
                                      const std::vector<std::string>& options) {
  std::vector<std::string> result{
      "valgrind",           "--tool=callgrind",
      "--instr-atstart=no", "--callgrind-out-file=" + counts,
      SMOKEHOUSE_BINARY,    "--config-file=" SMOKEHOUSE_SHIPPED_FILE,
      "--http.port=0",      "--caf.scheduler.max-threads=1",
      "--log.access=false"};
  result.insert(result.end(), options.begin(), options.end());
  return result;
}

} // namespace

counted_service::counted_service(const std::vector<std::string>& options)
    : process_({.argv = command_line(counts_.path(), options)}) {
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
  std::ifstream counts{counts_.path()};
  for (std::string word; counts >> word;)
    if (std::uint64_t total = 0; word == "totals:" && counts >> total)
      return total;
  throw std::runtime_error("callgrind counted nothing");
}

void counted_service::control(const std::string& state) {
  run({"callgrind_control", "-i", state, std::to_string(process_.pid())});
}

} // namespace smokehouse::test
