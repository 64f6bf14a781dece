#include "test/support/temporary_folder.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace smokehouse::test {

temporary_folder::temporary_folder()
    : path_(std::filesystem::temp_directory_path() / "smokehouse-XXXXXX") {
  if (::mkdtemp(path_.data()) == nullptr)
    throw std::runtime_error("no temporary folder");
}

temporary_folder::~temporary_folder() {
  std::error_code ignored; // a program may be writing its last there
  std::filesystem::remove_all(path_, ignored);
}

} // namespace smokehouse::test
