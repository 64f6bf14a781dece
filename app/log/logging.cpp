#include "app/log/logging.hpp"

#include <unistd.h>

namespace smokehouse::app {

namespace {

// A burst of 1,000 `/smoke_some_meats/` prints 24,000 lines, most of which
// are written while it lasts. A slot takes about 400 bytes.
constexpr std::size_t out_queue = 16'384;
constexpr std::size_t err_queue = 1'024;

constexpr const char* service_pattern = "%Y-%m-%dT%H:%M:%S.%e%z %l: %v";

spdlog::level::level_enum to_spdlog(log_level level) {
  switch (level) {
  case log_level::trace:
    return spdlog::level::trace;
  case log_level::debug:
    return spdlog::level::debug;
  case log_level::info:
    return spdlog::level::info;
  case log_level::warning:
    return spdlog::level::warn;
  case log_level::error:
    return spdlog::level::err;
  case log_level::off:
    return spdlog::level::off;
  }
  return spdlog::level::info;
}

} // namespace

logging::logging(const log_settings& settings)
    : err_(STDERR_FILENO, err_queue, service_pattern),
      out_(STDOUT_FILENO, out_queue, "%v") {
  level(settings.level);
}

logging::~logging() {
  if (auto lost = out_.lost(); lost > 0)
    service()->warn("standard output was too slow: {} lines lost", lost);
}

void logging::write_out() {
  out_.write_out();
  err_.write_out();
}

void logging::level(log_level least) {
  service()->set_level(to_spdlog(least));
}

} // namespace smokehouse::app
