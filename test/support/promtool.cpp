#include "test/support/promtool.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace smokehouse::test {

namespace {

/// A file that is gone at the end.
class scratch_file {
public:
  explicit scratch_file(const std::string& text) {
    auto fd = mkstemp(path_.data());
    if (fd < 0)
      throw std::runtime_error{"cannot make a temporary file"};
    close(fd);
    std::ofstream{path_} << text;
  }

  ~scratch_file() {
    unlink(path_.c_str());
  }

  const std::string& path() const {
    return path_;
  }

private:
  std::string path_ = "/tmp/smokehouse-metrics-XXXXXX";
};

} // namespace

std::string promtool_complaints(const std::string& text) {
  scratch_file file{text};
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
