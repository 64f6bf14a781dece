#include "test/support/promtool.hpp"

#include "test/support/temporary_file.hpp"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace smokehouse::test {

std::string promtool_complaints(const std::string& text) {
  temporary_file file{text};
  auto command = "promtool check metrics < " + file.path() + " 2>&1";
  auto* pipe = popen(command.c_str(), "r");
  if (!pipe)
    throw std::runtime_error{"cannot run promtool"};
  std::string result;
  std::array<char, 4096> buffer;
  while (auto n = fread(buffer.data(), 1, buffer.size(), pipe))
    result.append(buffer.data(), n);
  if (auto status = pclose(pipe); status != 0 && result.empty())
    result = "promtool ended with status " + std::to_string(status);
  return result;
}

} // namespace smokehouse::test
