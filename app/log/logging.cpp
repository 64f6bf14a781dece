#include "app/log/logging.hpp"

#include "app/log/line_sink.hpp"

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace smokehouse::app {

namespace {

// Bytes that wait for a slow reader. A burst of 10,000 `/smoke_some_meats/`
// prints 6 MB, most of which are written while it lasts.
constexpr std::size_t out_limit = 4 * 1024 * 1024;
constexpr std::size_t err_limit = 1024 * 1024;

/// What slow readers get for the last line.
constexpr std::chrono::seconds patience{1};

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
    : err_(std::make_shared<line_writer>(STDERR_FILENO, err_limit)),
      out_(std::make_shared<line_writer>(STDOUT_FILENO, out_limit)),
      service_(std::make_shared<spdlog::logger>(
          "smokehouse", std::make_shared<line_sink>(err_))) {
  service_->set_pattern(service_pattern, spdlog::pattern_time_type::local);
  // There is nowhere left to tell it.
  service_->set_error_handler([](const std::string&) {});
  level(settings.level);
}

logging::~logging() {
  out_->end();
  tell_losses();
  err_->end();
}

void logging::tell_losses() {
  if (auto lost = out_->lost(); lost > 0 && !std::exchange(ended_, true))
    service()->warn("standard output was too slow: {} lines lost", lost);
}

void logging::last_line(std::string_view line,
                        std::chrono::steady_clock::time_point until) {
  until = std::min(until, std::chrono::steady_clock::now() + patience);
  out_->end({}, until);
  tell_losses();
  ended_ = true;
  err_->end(level() == log_level::off ? std::string_view{} : line, until);
}

void logging::level(log_level least) {
  level_ = least;
  service()->set_level(to_spdlog(least));
}

} // namespace smokehouse::app
