#pragma once

#include "app/log/fd_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <thread>

namespace smokehouse::app {

/// Writes lines to a file descriptor from a thread of its own. Who prints
/// never waits: lines beyond what may wait are lost, and counted. The first
/// line after a pause is written at once, those that follow in turns of 5 ms,
/// so that a line costs a copy and no wake-up (a request with its access line
/// 1.05 of one without; a queue of line objects made that 1.4).
class line_writer {
public:
  /// @param fd Stays open.
  /// @param limit Bytes that may wait.
  line_writer(int fd, std::size_t limit);

  /// As `end`.
  ~line_writer();

  line_writer(const line_writer&) = delete;
  line_writer& operator=(const line_writer&) = delete;

  /// Prints a line and a newline. From any thread; lines of one thread keep
  /// their order.
  void print(std::string_view line) noexcept;

  /// Writes what waits, for a second at most; whoever prints later is ignored.
  /// @param last Is printed as the last line, unless it is empty or it has
  ///             ended before.
  void end(std::string_view last = {});

  /// The same for so long at most: what can be written at once is written
  /// whatever the time.
  void end(std::string_view last, fd_writer::time_point until);

  /// Lines lost since the start.
  std::uint64_t lost() const;

private:
  struct state;

  std::shared_ptr<state> state_;
  std::thread thread_;
};

} // namespace smokehouse::app
