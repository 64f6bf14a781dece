#include "test/system/invocation.hpp"

namespace smokehouse::test {

invocation invoke(const options& given) {
  using enum child_process::output;
  child_process process({.argv = options{binary()} + given});
  auto code = process.wait(std::chrono::seconds{60});
  return {code.value_or(-1), process.lines(out), process.lines(err)};
}

} // namespace smokehouse::test
