#pragma once

#include <array>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace smokehouse::test {

/// A pipe whose reading end is the test's.
class pipe_reader {
public:
  pipe_reader() {
    if (::pipe(ends_.data()) != 0)
      throw std::runtime_error("no pipe");
  }

  ~pipe_reader() {
    close_reader();
    ::close(ends_[1]);
  }

  int writer() const noexcept {
    return ends_[1];
  }

  void close_reader() noexcept {
    if (ends_[0] >= 0)
      ::close(ends_[0]);
    ends_[0] = -1;
  }

  /// Writes until nothing more fits.
  void fill() {
    auto flags = ::fcntl(ends_[1], F_GETFL);
    ::fcntl(ends_[1], F_SETFL, flags | O_NONBLOCK);
    while (::write(ends_[1], "x", 1) == 1)
      continue;
    ::fcntl(ends_[1], F_SETFL, flags);
  }

  /// Reads until `text` has been seen at the end, for 10 s at most.
  std::string read_until(const std::string& text) {
    std::string result;
    pollfd slot{ends_[0], POLLIN, 0};
    while (!result.ends_with(text) && ::poll(&slot, 1, 10'000) > 0) {
      std::array<char, 4096> buffer;
      auto n = ::read(ends_[0], buffer.data(), buffer.size());
      if (n <= 0)
        break;
      result.append(buffer.data(), static_cast<std::size_t>(n));
    }
    return result;
  }

private:
  std::array<int, 2> ends_ = {-1, -1};
};

} // namespace smokehouse::test
