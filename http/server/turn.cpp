#include "http/server/turn.hpp"

#include "http/server/server_core.hpp"
#include "http/server/session.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace smokehouse::http {

namespace {

// What a session reads on its own.
constexpr std::size_t much = 64 * 1024;

// What it reads with others; apart by one line of the processor's cache more,
// so that not all begin at the same place in it.
constexpr std::size_t stride = session::small_read + 64;
constexpr std::size_t shares_size = socket_batch::most * stride;

constexpr std::size_t buffer_size = shares_size + 4 * much;

// Where there is no memory for a connection it ends, and the others go on.
template <class F>
auto sparing(session& one, F step) {
  try {
    return step();
  } catch (const std::bad_alloc&) {
    one.close(cancel_reason::server_closed);
    return decltype(step())();
  }
}

} // namespace

turn::turn(server_core& core)
    : core_(core),
      steps_(asio::use_service<step_queue>(core.loop)),
      batch_(core.settings.io_uring),
      buffer_(new char[buffer_size]) {
  // nop
}

turn::~turn() = default;

void turn::add(session& one) {
  if (std::exchange(one.in_turn, true))
    return;
  next_.emplace_back(&one);
  steps_.add(*this);
}

void turn::end() noexcept {
  steps_.remove(*this);
  next_.clear();
}

void turn::run_step() {
  // A handler may let go of the server.
  const boost::intrusive_ptr<server_core> self(&core_);
  now_.swap(next_);
  for (const auto& one : now_)
    one->in_turn = false;
  core_.now = clock::now();
  write();
  read_and_parse();
  now_.clear();
}

turn::group turn::first_of(group sessions) noexcept {
  return sessions.first(std::min(sessions.size(), socket_batch::most));
}

void turn::write() {
  bool written = false;
  for (group left{now_}; !left.empty();) {
    const auto next = first_of(left);
    written |= write(next);
    left = left.subspan(next.size());
  }
  if (!written)
    return;
  core_.now = clock::now();
  for (const auto& one : now_)
    sparing(*one, [&] { one->after_write(); });
}

bool turn::write(group sessions) {
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    auto& one = *sessions[i];
    due_[i] = sparing(one, [&] { return one.begin_write(outputs_[i]); });
    if (due_[i])
      batch_.write(outputs_[i], one.connection(), results_[i]);
  }
  batch_.run();
  bool written = false;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    auto& one = *sessions[i];
    if (due_[i])
      sparing(one, [&] { one.end_write(outputs_[i], results_[i]); });
    outputs_[i].clear();
    written |= one.has_written();
  }
  return written;
}

void turn::read_and_parse() {
  for (group left{now_}; !left.empty();) {
    const auto n = read(first_of(left));
    for (std::size_t i = 0; i < n; ++i)
      sparing(*left[i], [&] {
        left[i]->take_requests({read_[i].data(), read_[i].size()});
      });
    left = left.subspan(n);
  }
}

// Reads for as many as there is room for, and says how many those are.
std::size_t turn::read(group sessions) {
  std::span room{buffer_.get() + shares_size, buffer_size - shares_size};
  std::size_t n = 0;
  for (; n < sessions.size() && room.size() >= much; ++n) {
    auto& one = *sessions[n];
    read_[n] = {buffer_.get() + n * stride, session::small_read};
    due_[n] = sparing(one, [&] { return one.begin_read(room.first(much)); });
    if (!due_[n])
      continue;
    if (one.reads_alone()) {
      read_[n] = room.first(much);
      results_[n] = one.connection().read(read_[n]);
      room = room.subspan(results_[n].bytes);
    } else {
      batch_.read(one.connection(), read_[n], results_[n]);
    }
  }
  batch_.run();
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t got = 0;
    if (due_[i])
      got = sparing(*sessions[i], [&] {
        return sessions[i]->end_read(read_[i].size(), results_[i]);
      });
    read_[i] = read_[i].first(got);
  }
  return n;
}

} // namespace smokehouse::http
