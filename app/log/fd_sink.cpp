#include "app/log/fd_sink.hpp"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace smokehouse::app {

namespace {

/// As much as is held back for one turn of writing.
constexpr std::size_t enough = 64 * 1024;

/// From one turn of writing to the next: under load a turn takes many lines,
/// and who logs need not wake the writer. The first line after a pause does not
/// wait.
constexpr auto pace = std::chrono::milliseconds{5};

/// How soon a blocked writer sees that it is to give up.
constexpr int glance_ms = 50;

} // namespace

fd_sink::fd_sink(int fd, std::function<bool()> more)
    : fd_(fd), more_(std::move(more)) {
  // nop
}

void fd_sink::sink_it_(const spdlog::details::log_msg& message) {
  formatter_->format(message, waiting_);
  if (waiting_.size() < enough) {
    if (!more_())
      std::this_thread::sleep_until(last_write_ + pace);
    if (more_())
      return;
  }
  flush_();
  last_write_ = std::chrono::steady_clock::now();
}

void fd_sink::flush_() {
  std::string_view rest{waiting_.data(), waiting_.size()};
  while (!rest.empty() && wait_writable()) {
    auto written = write_some(rest);
    if (written < 0)
      break;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  waiting_.clear();
}

bool fd_sink::wait_writable() const {
  pollfd slot{fd_, POLLOUT, 0};
  for (;;) {
    auto ready = ::poll(&slot, 1, glance_ms);
    if (ready > 0)
      return true;
    if (ready < 0 && errno != EINTR)
      return false;
    if (std::chrono::steady_clock::now() >= give_up_at_.load())
      return false;
  }
}

long fd_sink::write_some(std::string_view rest) const {
  // A writable pipe takes PIPE_BUF bytes without blocking, and keeps them
  // together; cut after a line so that no other writer gets between.
  auto piece = rest.substr(0, PIPE_BUF);
  if (auto end = piece.rfind('\n'); end != std::string_view::npos)
    piece = piece.substr(0, end + 1);
  auto written = ::write(fd_, piece.data(), piece.size());
  if (written < 0 && (errno == EINTR || errno == EAGAIN))
    return 0;
  return written;
}

} // namespace smokehouse::app
