#include "app/serve.hpp"
#include "app/settings/command_line.hpp"

#include <iostream>
#include <string>
#include <variant>
#include <vector>

// Read by jemalloc: memory comes in pages of 2 MiB, where the system has them,
// and one arena a processor, each of which has such pages of its own. Of 10,000
// requests to /smoke_some_meats/ at once one takes 112 us of a processor and not
// 127, page faults among it; a service at rest has 21 MiB and not 12.
extern "C" const char* malloc_conf;
const char* malloc_conf = "thp:always,narenas_ratio:1";

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
