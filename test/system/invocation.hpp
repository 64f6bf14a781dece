#pragma once

#include "test/system/service.hpp"

#include <string>
#include <vector>

namespace smokehouse::test {

/// What a run of the binary that ends by itself left behind.
struct invocation {
  /// -1 if it has not ended in time.
  int code = -1;
  std::vector<std::string> out;
  std::vector<std::string> err;
};

/// Runs any program, looked up in `PATH`.
invocation invoke_program(std::vector<std::string> argv);

/// Runs the binary with exactly these options.
invocation invoke(const options& given);

} // namespace smokehouse::test
