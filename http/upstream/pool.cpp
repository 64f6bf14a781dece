#include "http/upstream/pool.hpp"

#include "http/error.hpp"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace smokehouse::http::upstream {

using stage = connection::stage;

pool::pool(asio::any_io_executor executor, url to, client_settings settings)
    : executor_(std::move(executor)),
      to_(std::move(to)),
      settings_(std::move(settings)),
      tls_(tls_context_for(to_, settings_)),
      names_(std::make_shared<name_service>(executor_, settings_.lookup)),
      idle_timer_(executor_) {}

void pool::submit(call_ptr next) {
  figures_.requests.add_one();
  // Cancelled from another thread, which was quicker.
  if (next->ended())
    return;
  if (closed_)
    return finish(next, error::client_closed, {});
  if (!gate_.enter(*next))
    return finish(next, error::circuit_open, {});
  watch_deadline(next);
  if (!start_on_idle(next)) {
    line_.append(next);
    grow();
    if (waiting() > settings_.max_waiting || would_be_late(*next)) {
      figures_.drain.set(pace_.when_full(waiting(), clock::now()).count());
      finish(next, error::pool_full, {});
    }
  }
  publish();
}

void pool::abort(const call_ptr& which, error_code reason) {
  if (which->ended())
    return;
  if (which->on) {
    note_time(*which);
    auto c = which->on->shared_from_this();
    c->release();
    connections_.remove(c);
  }
  finish(which, reason, {});
  grow();
  publish();
}

void pool::close() {
  closed_ = true;
  idle_timer_.cancel();
  connections_.remove_idle();
  while (!line_.empty())
    finish(line_.take_first(), error::client_closed, {});
  while (auto c = connections_.any_active()) {
    if (auto last = c->release())
      finish(last, error::client_closed, {});
    connections_.remove(c);
  }
  publish();
}

asio::awaitable<void> pool::run(std::shared_ptr<pool> self, connection_ptr c) {
  auto ec = co_await c->open(self->to_);
  if (c->now == stage::gone)
    co_return;
  if (ec) {
    self->not_connected(c, ec);
    co_return;
  }
  self->connected(c);
  do {
    ec = co_await c->read();
  } while (self->read(c, ec));
}

void pool::connected(const connection_ptr& c) {
  c->connect_timer.cancel();
  connections_.make_busy(c);
  figures_.connects.add_one();
  next_for(c);
  publish();
}

void pool::not_connected(const connection_ptr& c, error_code why) {
  connections_.remove(c);
  // The one that has waited longest learns why it has no connection.
  if (!line_.empty()) {
    auto first = line_.take_first();
    if (why == error::connect_refused && gate_.may_repeat(*first))
      line_.prepend(first);
    else
      finish(first, why, {});
  }
  grow();
  publish();
}

bool pool::read(const connection_ptr& c, error_code ec) {
  if (c->now == stage::gone)
    return false;
  if (ec || !c->current()) {
    lost(c, ec);
    return false;
  }
  bool again = c->reusable();
  note_time(*c->current());
  finish(c->release(), {}, c->take_answer());
  if (again)
    next_for(c);
  else
    connections_.remove(c);
  grow();
  publish();
  return again;
}

void pool::lost(const connection_ptr& c, error_code why) {
  auto which = c->release();
  if (which)
    note_time(*which);
  bool unanswered = c->untouched() && why == error::connection_closed;
  connections_.remove(c);
  if (which && unanswered && gate_.may_repeat(*which)) {
    // The idle ones were left alone for longer than this one: stale as well.
    if (c->used)
      connections_.remove_idle();
    line_.prepend(which);
  } else if (which) {
    finish(which, why, {});
  }
  grow();
  publish();
}

void pool::grow() {
  while (!closed_ && line_.size() > connections_.connecting()
         && connections_.size() < settings_.max_connections)
    connect_one();
}

void pool::connect_one() {
  auto self = shared_from_this();
  auto c = std::make_shared<connection>(executor_, tls_, names_,
                                        settings_.max_body_bytes);
  connections_.add(c);
  c->connect_timer.expires_after(settings_.connect_timeout);
  c->connect_timer.async_wait([self, c](error_code ec) {
    if (!ec && c->now == stage::connecting)
      self->not_connected(c, error::connect_timeout);
  });
  asio::co_spawn(executor_, run(self, c), [self, c](std::exception_ptr failed) {
    if (failed && c->now == stage::connecting)
      self->not_connected(c, error::connect_failed);
    else if (failed)
      self->lost(c, error::connection_closed);
  });
}

bool pool::start_on_idle(const call_ptr& next) {
  while (auto c = connections_.warmest()) {
    if (c->untouched()) {
      connections_.make_busy(c);
      start(c, next);
      return true;
    }
    // Bytes that nobody asked for would be taken for the answer.
    connections_.remove(c);
  }
  return false;
}

void pool::start(const connection_ptr& c, call_ptr next) {
  if (c->used)
    figures_.reused.add_one();
  next->sent = clock::now();
  c->send(std::move(next));
}

void pool::next_for(const connection_ptr& c) {
  if (!line_.empty())
    return start(c, line_.take_first());
  connections_.make_idle(c);
  watch_idle();
}

void pool::finish(const call_ptr& which, error_code ec,
                  client_response answer) {
  gate_.leave(*which, ec, answer.status_number());
  line_.remove(*which);
  which->end(ec, std::move(answer));
}

// Those for whom a connection is being made do not count as waiting.
std::size_t pool::waiting() const {
  return line_.size() - std::min(line_.size(), connections_.connecting());
}

// The line is served in order: were it so long that its calls are late as soon
// as they have a connection, nobody would be answered any more.
bool pool::would_be_late(const call& last) const {
  return pace_.until_served(waiting()) > (last.deadline - clock::now()) / 2;
}

void pool::note_time(const call& done) {
  pace_.left(clock::now() - done.sent);
}

void pool::watch_deadline(const call_ptr& which) {
  which->timer.expires_at(which->deadline);
  which->timer.async_wait([self = shared_from_this(), which](error_code ec) {
    if (!ec)
      self->abort(which, error::request_timeout);
  });
}

void pool::watch_idle() {
  auto coldest = connections_.coldest();
  if (!coldest || std::exchange(watching_idle_, true))
    return;
  idle_timer_.expires_at(coldest->idle_since + settings_.idle_timeout);
  idle_timer_.async_wait([self = shared_from_this()](error_code ec) {
    self->watching_idle_ = false;
    if (ec)
      return;
    auto latest = clock::now() - self->settings_.idle_timeout;
    self->connections_.remove_idle_since(latest);
    self->watch_idle();
    self->publish();
  });
}

void pool::publish() {
  figures_.open.set(connections_.size());
  figures_.busy.set(connections_.busy());
  figures_.idle.set(connections_.idle());
  figures_.waiting.set(line_.size());
}

} // namespace smokehouse::http::upstream
