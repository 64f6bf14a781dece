#pragma once

#include "app/log/console.hpp"
#include "app/log/line_writer.hpp"
#include "app/settings/settings.hpp"

#include <spdlog/logger.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string_view>

namespace smokehouse::app {

/// Everything that the process prints: the console and the access log on
/// standard output, the service's own log on standard error. Made first and
/// destroyed last in `serve`, which also ignores SIGPIPE.
class logging {
public:
  explicit logging(const log_settings& settings);

  /// Writes what waits, and tells how many lines were lost, if any.
  ~logging();

  logging(const logging&) = delete;
  logging& operator=(const logging&) = delete;

  /// Where views and the access log print.
  console out() const {
    return console{out_};
  }

  /// The service's own log. Never waits, may be used from any thread.
  const std::shared_ptr<spdlog::logger>& service() const noexcept {
    return service_;
  }

  /// Prints a line, as it is, as the last one of the service's log, unless the
  /// level is `off`, and writes what waits: the process may end then.
  /// @param until For readers that are too slow; a second at most.
  void last_line(std::string_view line,
                 std::chrono::steady_clock::time_point until);

  /// Sets the least severe level of the service's log; at any time, from any
  /// thread.
  void level(log_level least);

  log_level level() const noexcept {
    return level_;
  }

private:
  void tell_losses();

  std::shared_ptr<line_writer> err_;
  std::shared_ptr<line_writer> out_;
  std::shared_ptr<spdlog::logger> service_;
  std::atomic<log_level> level_;
  /// The last line is printed.
  bool ended_ = false;
};

} // namespace smokehouse::app
