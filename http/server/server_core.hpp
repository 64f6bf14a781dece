#pragma once

#include "http/server.hpp"
#include "http/server/poller.hpp"
#include "http/server/renderer.hpp"
#include "http/server/turn.hpp"

#include <boost/asio/post.hpp>
#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include <memory>
#include <mutex>
#include <vector>

namespace smokehouse::http {

class session;

/// What the sessions of one server share. It outlives the server while
/// replies are out, and then only refuses.
class server_core : public boost::intrusive_ref_counter<server_core> {
public:
  server_core(asio::io_context& loop, server_settings settings,
              handler on_request, server_counters& counters, observer* watcher);

  server_core(const server_core&) = delete;

  server_core& operator=(const server_core&) = delete;

  ~server_core();

  const server_settings settings;
  /// The shortest timeout: a timer this long is never too late for any.
  const duration shortest_timeout;
  asio::io_context& loop;
  server_counters& counters;
  observer* const watcher;
  handler on_request;
  const boost::intrusive_ptr<poller> descriptors;
  renderer heads;
  turn sessions_turn;
  /// When the turn began, or its writing ended: one look at the clock for all
  /// that its sessions do.
  time_point now;

  /// Runs `f` on the loop, from any thread, unless the server is gone.
  template <class F>
  void post(F&& f) {
    std::lock_guard guard(mutex_);
    if (alive_)
      asio::post(loop, std::forward<F>(f));
  }

  /// A number that no other request of this process has.
  std::uint64_t next_serial() noexcept {
    return ++last_serial_;
  }

  bool draining() const noexcept {
    return draining_;
  }

  std::size_t connections() const noexcept {
    return sessions_.size();
  }

  void add(boost::intrusive_ptr<session> one);

  void remove(session& one);

  void drain(std::function<void()> done);

  /// Closes all sessions.
  void close();

  /// Closes all sessions, and lets nobody post any more.
  void end();

private:
  void report_drained();

  std::vector<boost::intrusive_ptr<session>> sessions_;
  std::uint64_t last_serial_;
  std::function<void()> on_drained_;
  bool draining_ = false;
  std::mutex mutex_;
  bool alive_ = true;
};

} // namespace smokehouse::http
