#pragma once

#include <spdlog/logger.h>

#include <cstddef>
#include <memory>
#include <string>

namespace spdlog::details {
class thread_pool;
}

namespace smokehouse::app {

class fd_sink;

/// Writes lines to a file descriptor from a thread of its own, in the order
/// of their logging. Who logs never waits: when `queue` lines wait, because
/// the reader of a pipe is too slow, the oldest is dropped for the new one.
class line_writer {
public:
  /// `pattern` is spdlog's; `fd` stays open.
  line_writer(int fd, std::size_t queue, const std::string& pattern);

  /// Writes what waits, for a second at most; whoever logs later is ignored.
  ~line_writer();

  line_writer(const line_writer&) = delete;
  line_writer& operator=(const line_writer&) = delete;

  const std::shared_ptr<spdlog::logger>& logger() const noexcept {
    return logger_;
  }

  /// Writes what waits, for a second at most. Others may log meanwhile.
  void write_out();

  /// Lines dropped since the start.
  std::size_t lost() const;

private:
  std::shared_ptr<spdlog::details::thread_pool> thread_;
  std::shared_ptr<fd_sink> sink_;
  std::shared_ptr<spdlog::logger> logger_;
};

} // namespace smokehouse::app
