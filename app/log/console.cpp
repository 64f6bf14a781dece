#include "app/log/console.hpp"

#include <exception>

namespace smokehouse::app {

void console::say(std::string_view line) const noexcept {
  if (!out_)
    return;
  try {
    out_->log(spdlog::level::info,
              spdlog::string_view_t{line.data(), line.size()});
  } catch (const std::exception&) {
    // Out of memory, or in the moment of the writer's end: one line is lost.
  }
}

} // namespace smokehouse::app
