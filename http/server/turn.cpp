#include "http/server/turn.hpp"

#include "http/server/server_core.hpp"
#include "http/server/session.hpp"

#include <new>
#include <utility>

namespace smokehouse::http {

namespace {

constexpr std::size_t buffer_size = 256 * 1024;

// Where there is no memory for a connection it ends, and the others go on.
template <class F>
auto sparing(server_core& core, session& one, F step) {
  try {
    return step();
  } catch (const std::bad_alloc&) {
    core.scratch.clear();
    one.close(cancel_reason::server_closed);
    return decltype(step())();
  }
}

} // namespace

turn::turn(server_core& core)
    : core_(core),
      steps_(asio::use_service<step_queue>(core.loop)),
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

void turn::write() {
  bool written = false;
  for (const auto& one : now_)
    written = sparing(core_, *one, [&] { return one->write(); }) || written;
  if (!written)
    return;
  core_.now = clock::now();
  for (const auto& one : now_)
    sparing(core_, *one, [&] { one->after_write(); });
}

void turn::read_and_parse() {
  for (std::size_t begin = 0; begin < now_.size();) {
    std::span room{buffer_.get(), buffer_size};
    read_.clear();
    auto end = begin;
    for (; end < now_.size() && room.size() >= session::read_size; ++end) {
      const auto n = sparing(core_, *now_[end], [&] {
        return now_[end]->read(room.first(session::read_size));
      });
      read_.push_back(room.first(n));
      room = room.subspan(n);
    }
    for (std::size_t i = begin; i < end; ++i) {
      const auto& bytes = read_[i - begin];
      sparing(core_, *now_[i], [&] {
        now_[i]->take_requests({bytes.data(), bytes.size()});
      });
    }
    begin = end;
  }
}

} // namespace smokehouse::http
