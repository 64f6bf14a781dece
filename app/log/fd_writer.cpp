#include "app/log/fd_writer.hpp"

#include <cerrno>
#include <climits>
#include <poll.h>
#include <unistd.h>

namespace smokehouse::app {

namespace {

/// How soon a blocked writer sees that it is to give up.
constexpr int glance_ms = 20;

} // namespace

void fd_writer::write(std::string_view lines) const {
  while (!lines.empty() && wait_writable()) {
    const auto written = write_some(lines);
    if (written < 0)
      break;
    lines.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool fd_writer::wait_writable() const {
  pollfd slot{fd_, POLLOUT, 0};
  for (;;) {
    // Whoever takes a little now and then would keep it for as long.
    const bool over = std::chrono::steady_clock::now() >= give_up_at_.load();
    const auto ready = ::poll(&slot, 1, over ? 0 : glance_ms);
    if (ready > 0)
      return true;
    if (over || (ready < 0 && errno != EINTR))
      return false;
  }
}

long fd_writer::write_some(std::string_view lines) const {
  // A writable pipe takes PIPE_BUF bytes without blocking, and keeps them
  // together; cut after a line so that no other writer gets between.
  auto piece = lines.substr(0, PIPE_BUF);
  if (auto end = piece.rfind('\n'); end != std::string_view::npos)
    piece = piece.substr(0, end + 1);
  const auto written = ::write(fd_, piece.data(), piece.size());
  if (written < 0 && (errno == EINTR || errno == EAGAIN))
    return 0;
  return written;
}

} // namespace smokehouse::app
