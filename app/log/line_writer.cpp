#include "app/log/line_writer.hpp"

#include <exception>
#include <utility>

namespace smokehouse::app {

namespace {

using namespace std::chrono_literals;

/// From one turn of writing to the next.
constexpr auto pace = 5ms;

/// What a slow reader gets at the end.
constexpr auto patience = 1s;

} // namespace

line_writer::line_writer(int fd, std::size_t limit)
    : out_(fd), limit_(limit), thread_([this] { run(); }) {
  // nop
}

line_writer::~line_writer() {
  end();
}

void line_writer::print(std::string_view line) noexcept {
  std::lock_guard guard{mutex_};
  if (ended_)
    return;
  if (waiting_.size() + line.size() >= limit_) {
    ++lost_;
    return;
  }
  add(line);
  if (!writing_ && !pausing_)
    changed_.notify_all();
}

void line_writer::add(std::string_view line) noexcept {
  try {
    waiting_.append(line).append(1, '\n');
  } catch (const std::exception&) {
    ++lost_; // Out of memory for one line.
  }
}

void line_writer::end(std::string_view last) {
  end(last, std::chrono::steady_clock::now() + patience);
}

void line_writer::end(std::string_view last, fd_writer::time_point until) {
  out_.give_up_at(until);
  {
    std::lock_guard guard{mutex_};
    if (!std::exchange(ended_, true) && !last.empty())
      add(last);
    changed_.notify_all();
  }
  if (thread_.joinable())
    thread_.join();
}

std::uint64_t line_writer::lost() const {
  std::lock_guard guard{mutex_};
  return lost_;
}

void line_writer::run() {
  std::string lines;
  std::unique_lock guard{mutex_};
  for (;;) {
    changed_.wait(guard, [this] { return ended_ || !waiting_.empty(); });
    if (waiting_.empty())
      return;
    lines.swap(waiting_);
    writing_ = true;
    guard.unlock();
    out_.write(lines);
    lines.clear();
    guard.lock();
    writing_ = false;
    pausing_ = true;
    changed_.wait_for(guard, pace, [this] { return ended_; });
    pausing_ = false;
  }
}

} // namespace smokehouse::app
