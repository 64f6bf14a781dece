#include "app/serve.hpp"
#include "app/settings/command_line.hpp"

#include <iostream>
#include <string>
#include <variant>
#include <vector>

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
