#include "test/support/temporary_file.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace smokehouse::test {

temporary_file::temporary_file(std::string_view text)
    : path_(std::filesystem::temp_directory_path() / "smokehouse-XXXXXX") {
  auto fd = ::mkstemp(path_.data());
  if (fd < 0)
    throw std::runtime_error("no temporary file");
  ::close(fd);
  std::ofstream{path_} << text;
}

temporary_file::~temporary_file() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

} // namespace smokehouse::test
