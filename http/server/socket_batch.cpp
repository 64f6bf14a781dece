#include "http/server/socket_batch.hpp"

#include "http/server/output.hpp"
#include "http/server/socket.hpp"

#include <cassert>
#include <cerrno>
#include <liburing.h>
#include <new>
#include <sys/socket.h>
#include <utility>

namespace smokehouse::http {

/// The system's side.
class socket_batch::ring {
public:
  ring() noexcept {
    io_uring_params how{};
    error_ = -::io_uring_queue_init_params(most, &ring_, &how);
    open_ = error_ == 0;
    // Since Linux 5.17: no older one was tried.
    if (open_ && !(how.features & IORING_FEAT_CQE_SKIP))
      error_ = ENOSYS;
  }

  ~ring() {
    if (open_)
      ::io_uring_queue_exit(&ring_);
  }

  ring(const ring&) = delete;
  ring& operator=(const ring&) = delete;

  /// Why there is none, or 0.
  int error() const noexcept {
    return error_;
  }

  void add(operation& one) noexcept {
    auto* entry = ::io_uring_get_sqe(&ring_);
    const int descriptor = one.on->descriptor();
    if (one.from) {
      const auto bytes = one.from->one_piece();
      ::io_uring_prep_send(entry, descriptor, bytes.data(), bytes.size(),
                           MSG_NOSIGNAL | MSG_DONTWAIT);
    } else {
      ::io_uring_prep_recv(entry, descriptor, one.into.data(), one.into.size(),
                           MSG_DONTWAIT);
    }
    ::io_uring_sqe_set_data(entry, &one);
  }

  /// Has all that were added done, and calls `f` with each and its result.
  /// @returns how many the system took, in the order of their adding.
  template <class F>
  std::size_t run(std::size_t count, F f) noexcept {
    const int taken =
        ::io_uring_submit_and_wait(&ring_, static_cast<unsigned>(count));
    for (int done = 0; done < taken; ++done) {
      io_uring_cqe* entry = nullptr;
      int error = 0;
      do {
        error = ::io_uring_wait_cqe(&ring_, &entry);
      } while (error == -EINTR);
      if (error != 0)
        break;
      f(*static_cast<operation*>(::io_uring_cqe_get_data(entry)), entry->res);
      ::io_uring_cqe_seen(&ring_, entry);
    }
    return taken < 0 ? 0 : static_cast<std::size_t>(taken);
  }

private:
  io_uring ring_{};
  bool open_ = false;
  int error_ = 0;
};

socket_batch::socket_batch(bool together) : together_(together) {
  queue_.reserve(most);
}

socket_batch::~socket_batch() = default;

void socket_batch::read(socket& from, std::span<char> into, io_result& result) {
  add({.on = &from, .from = nullptr, .into = into, .result = &result});
}

void socket_batch::write(output& from, socket& to, io_result& result) {
  add({.on = &to, .from = &from, .into = {}, .result = &result});
}

void socket_batch::add(operation one) {
  assert(queue_.size() < most);
  const bool plain = !together_ || one.on->is_secure()
                     || (one.from && one.from->one_piece().empty());
  if (plain)
    perform(one);
  else
    queue_.push_back(one);
}

void socket_batch::run() noexcept {
  // For one, the plain call is the shorter way.
  if (queue_.size() > 1)
    run_together();
  for (auto& one : queue_)
    if (!one.done)
      perform(one);
  queue_.clear();
}

// Leaves undone what the system did not take.
void socket_batch::run_together() noexcept {
  // Made on the thread that uses it: the system interrupts the one that made a
  // ring when it ends, in whatever that waits for.
  if (!ring_)
    ring_.reset(new (std::nothrow) ring);
  if (!ring_ || ring_->error() != 0) {
    const int error = ring_ ? ring_->error() : ENOMEM;
    // There may be descriptors and memory again next time.
    together_ = error == EMFILE || error == ENFILE || error == ENOMEM;
    return ring_.reset();
  }
  for (auto& one : queue_)
    ring_->add(one);
  const auto taken = ring_->run(queue_.size(), settle);
  for (std::size_t i = 0; i < taken; ++i)
    if (!std::exchange(queue_[i].done, true))
      *queue_[i].result = failure(EIO);
  if (taken < queue_.size()) {
    together_ = false;
    ring_.reset();
  }
}

void socket_batch::perform(operation& one) noexcept {
  *one.result = one.from ? one.from->write_to(*one.on) : one.on->read(one.into);
  one.done = true;
}

void socket_batch::settle(operation& one, int result) noexcept {
  if (result == -EINTR || result == -ECANCELED)
    return perform(one);
  const auto bytes = static_cast<std::size_t>(result);
  if (result < 0)
    *one.result = failure(-result);
  else
    *one.result =
        one.from ? one.from->write_rest(bytes, *one.on) : received(bytes);
  one.done = true;
}

} // namespace smokehouse::http
