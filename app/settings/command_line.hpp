#pragma once

#include "app/settings/load.hpp"

#include <string>
#include <variant>
#include <vector>

namespace smokehouse::app {

/// What is left to do when the service is not to run: print, and exit.
struct farewell {
  /// For standard output.
  std::string out;
  /// For standard error: one line for each fault.
  std::string err;
  int exit_code;
};

/// Either what to serve with, or what to say instead.
using command = std::variant<configuration, farewell>;

/// Reads the arguments (without the program's name) and the file they name.
/// All faults are reported, not the first only. `--help` and `--version` win
/// over everything else, `--check-config` over `--dump-config`.
command read_command_line(const std::vector<std::string>& arguments);

} // namespace smokehouse::app
