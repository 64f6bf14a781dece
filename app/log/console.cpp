#include "app/log/console.hpp"

namespace smokehouse::app {

void console::say(std::string_view line) const {
  if (out_)
    out_->log(spdlog::level::info,
              spdlog::string_view_t{line.data(), line.size()});
}

} // namespace smokehouse::app
