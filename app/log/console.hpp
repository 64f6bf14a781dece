#pragma once

#include "app/log/line_writer.hpp"

#include <memory>
#include <string_view>

namespace smokehouse::app {

/// Prints whole lines on standard output, from any thread, without waiting;
/// each is visible promptly, also in a pipe. A handle, cheap to copy.
class console {
public:
  /// Prints nothing.
  console() = default;

  explicit console(std::shared_ptr<line_writer> out) : out_(std::move(out)) {
    // nop
  }

  /// Prints `line` and a newline. Lines of one thread keep their order.
  void say(std::string_view line) const noexcept {
    if (out_)
      out_->print(line);
  }

private:
  std::shared_ptr<line_writer> out_;
};

} // namespace smokehouse::app
