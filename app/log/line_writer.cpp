#include "app/log/line_writer.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <utility>

namespace smokehouse::app {

namespace {

using namespace std::chrono_literals;

/// From one turn of writing to the next.
constexpr auto pace = 5ms;

/// What a slow reader gets at the end.
constexpr auto patience = 1s;

/// What a writer takes to see that it is to give up.
constexpr auto to_give_up = 100ms;

} // namespace

/// Shared with the thread, which is left behind if it does not end.
struct line_writer::state {
  state(int fd, std::size_t most) : out(fd), limit(most) {
    // nop
  }

  void add(std::string_view line) noexcept {
    try {
      waiting.append(line).append(1, '\n');
    } catch (const std::exception&) {
      ++lost; // Out of memory for one line.
    }
  }

  void run();

  fd_writer out;
  const std::size_t limit;
  std::mutex mutex;
  std::condition_variable changed;
  std::string waiting; // guarded by mutex, as all below
  bool writing = false;
  bool pausing = false;
  bool ended = false;
  bool gone = false;
  std::uint64_t lost = 0;
};

line_writer::line_writer(int fd, std::size_t limit)
    : state_(std::make_shared<state>(fd, limit)),
      thread_([it = state_] { it->run(); }) {
  // nop
}

line_writer::~line_writer() {
  end();
}

void line_writer::print(std::string_view line) noexcept {
  auto& it = *state_;
  std::lock_guard guard{it.mutex};
  if (it.ended)
    return;
  if (it.waiting.size() + line.size() >= it.limit) {
    ++it.lost;
    return;
  }
  it.add(line);
  if (!it.writing && !it.pausing)
    it.changed.notify_all();
}

void line_writer::end(std::string_view last) {
  end(last, std::chrono::steady_clock::now() + patience);
}

void line_writer::end(std::string_view last, fd_writer::time_point until) {
  auto& it = *state_;
  it.out.give_up_at(until);
  std::unique_lock guard{it.mutex};
  if (!std::exchange(it.ended, true) && !last.empty())
    it.add(last);
  it.changed.notify_all();
  until = std::max(until, std::chrono::steady_clock::now()) + to_give_up;
  const auto gone =
      it.changed.wait_until(guard, until, [&] { return it.gone; });
  guard.unlock();
  if (!thread_.joinable())
    return;
  // A write may block all the same: in a pipe that others write to, too, or at
  // a terminal that was stopped.
  if (gone)
    thread_.join();
  else
    thread_.detach();
}

std::uint64_t line_writer::lost() const {
  std::lock_guard guard{state_->mutex};
  return state_->lost;
}

void line_writer::state::run() {
  std::string lines;
  std::unique_lock guard{mutex};
  for (;;) {
    changed.wait(guard, [this] { return ended || !waiting.empty(); });
    if (waiting.empty())
      break;
    lines.swap(waiting);
    writing = true;
    guard.unlock();
    out.write(lines);
    lines.clear();
    guard.lock();
    writing = false;
    pausing = true;
    changed.wait_for(guard, pace, [this] { return ended; });
    pausing = false;
  }
  gone = true;
  changed.notify_all();
}

} // namespace smokehouse::app
