#pragma once

#include "http/step_queue.hpp"
#include "http/types.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <sys/epoll.h>
#include <thread>

namespace smokehouse::http {

/// Who is told that a descriptor is ready.
class poll_target {
public:
  /// `events` are epoll's; each change is told once (edge-triggered).
  virtual void on_ready(std::uint32_t events) = 0;

protected:
  ~poll_target() = default;
};

/// One epoll set for all connections of a server, watched by Asio's loop as a
/// single descriptor. A connection is registered once in its life, so that a
/// request costs no call but its share of a read and of a write; an Asio socket
/// adds an `epoll_ctl` or a `recv` that finds nothing, and a queued operation.
class poller : public boost::intrusive_ref_counter<poller> {
public:
  explicit poller(asio::io_context& loop);

  poller(const poller&) = delete;

  poller& operator=(const poller&) = delete;

  /// Why there is no epoll set, or nothing.
  const error_code& error() const noexcept {
    return error_;
  }

  /// Begins to tell `target` about its descriptor. False when the system
  /// refuses.
  bool add(int descriptor, poll_target& target);

  /// Before the descriptor is closed; `target` hears nothing from then on.
  void remove(int descriptor, poll_target& target) noexcept;

  /// Ends it, while the loop still exists; `remove` is allowed afterwards.
  void close() noexcept {
    set_.reset();
  }

  /// True on the thread that last ran the loop.
  bool in_loop_thread() const noexcept {
    return thread_.load(std::memory_order_relaxed)
           == std::this_thread::get_id();
  }

private:
  using executor = asio::io_context::executor_type;

  void wait();
  void look();
  bool deliver();
  bool deliver_after_others();

  step_queue& steps_;
  std::optional<asio::posix::basic_stream_descriptor<executor>> set_;
  error_code error_;
  std::array<epoll_event, 128> batch_{};
  int next_ = 0;
  int count_ = 0;
  std::size_t registered_ = 0;
  bool waiting_ = false;
  std::atomic<std::thread::id> thread_;
};

} // namespace smokehouse::http
