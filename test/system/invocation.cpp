#include "test/system/invocation.hpp"

#include <utility>

namespace smokehouse::test {

invocation invoke(const options& given) {
  return invoke_program(options{binary()} + given);
}

invocation invoke_program(std::vector<std::string> argv) {
  using enum child_process::output;
  child_process process({.argv = std::move(argv)});
  auto code = process.wait(std::chrono::seconds{60});
  return {code.value_or(-1), process.lines(out), process.lines(err)};
}

} // namespace smokehouse::test
