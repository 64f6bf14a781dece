#pragma once

#include <string>
#include <string_view>

namespace smokehouse::test {

/// A file with the given text that is gone at the end of its scope.
class temporary_file {
public:
  explicit temporary_file(std::string_view text);
  ~temporary_file();

  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;

  const std::string& path() const noexcept {
    return path_;
  }

private:
  std::string path_;
};

} // namespace smokehouse::test
