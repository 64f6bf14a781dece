#pragma once

#include <spdlog/logger.h>

#include <memory>
#include <string_view>

namespace smokehouse::app {

/// Prints whole lines on standard output, from any thread, without waiting;
/// each is visible promptly, also in a pipe. A handle, cheap to copy.
class console {
public:
  /// Prints nothing.
  console() = default;

  /// Prints through a logger with the pattern `%v`.
  explicit console(std::shared_ptr<spdlog::logger> out) : out_(std::move(out)) {
    // nop
  }

  /// Prints `line` and a newline. Lines of one thread keep their order.
  void say(std::string_view line) const noexcept;

private:
  std::shared_ptr<spdlog::logger> out_;
};

} // namespace smokehouse::app
