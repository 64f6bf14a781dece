#pragma once

#include <string>

namespace smokehouse::test {

/// A folder that is gone, with all that is in it, at the end of its scope.
class temporary_folder {
public:
  temporary_folder();
  ~temporary_folder();

  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;

  const std::string& path() const noexcept {
    return path_;
  }

private:
  std::string path_;
};

} // namespace smokehouse::test
