#include "app/serve.hpp"
#include "app/settings/command_line.hpp"

#include <iostream>
#include <string>
#include <variant>
#include <vector>

// Read by jemalloc (jemalloc(3), TUNING), where it is linked. An arena a
// processor, not four: to begin those of all threads is 120 page faults more
// until the first answer, 1.2 of 32 ms; a burst of requests takes as long.
const char* malloc_conf = "narenas_ratio:1";

int main(int argc, char** argv) {
  using namespace smokehouse::app;
  std::vector<std::string> arguments(argv + 1, argv + argc);
  auto command = read_command_line(arguments);
  if (auto* bye = std::get_if<farewell>(&command)) {
    std::cout << bye->out << std::flush;
    std::cerr << bye->err << std::flush;
    return bye->exit_code;
  }
  return serve(std::get<configuration>(std::move(command)));
}
