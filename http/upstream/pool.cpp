#include "http/upstream/pool.hpp"

#include "http/error.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace smokehouse::http::upstream {

using stage = connection::stage;

pool::pool(asio::any_io_executor executor, url to, client_settings settings)
    : executor_(std::move(executor)),
      to_(std::move(to)),
      settings_(std::move(settings)),
      tls_(make_tls_context(to_, settings_.ca_file)),
      idle_timer_(executor_) {}

void pool::submit(call_ptr next) {
  figures_.requests.add_one();
  // Cancelled from another thread, which was quicker.
  if (!next->complete)
    return;
  if (closed_)
    return finish(next, error::client_closed, {});
  watch_deadline(next);
  if (!start_on_idle(next)) {
    enqueue(next, line_.end());
    grow();
    // Those for whom a connection is being made do not count as waiting.
    if (line_.size() > settings_.max_waiting + connecting_)
      finish(dequeue(*next->place), error::pool_full, {});
  }
  publish();
}

void pool::watch_deadline(const call_ptr& which) {
  which->timer.expires_at(which->deadline);
  which->timer.async_wait([self = shared_from_this(), which](error_code ec) {
    if (!ec)
      self->abort(which, error::request_timeout);
  });
}

void pool::abort(const call_ptr& which, error_code reason) {
  if (!which->complete)
    return;
  if (auto* c = which->on) {
    auto keep = c->shared_from_this();
    keep->release();
    forget(keep);
  } else if (which->place) {
    dequeue(*which->place);
  }
  finish(which, reason, {});
  grow();
  publish();
}

void pool::close() {
  closed_ = true;
  idle_timer_.cancel();
  while (!line_.empty())
    finish(dequeue(line_.begin()), error::client_closed, {});
  forget_idle();
  while (!active_.empty()) {
    auto c = active_.front();
    if (auto last = c->release())
      finish(last, error::client_closed, {});
    forget(c);
  }
  publish();
}

void pool::enqueue(call_ptr next, call::line::iterator where) {
  auto& which = *next;
  which.place = line_.insert(where, std::move(next));
}

call_ptr pool::dequeue(call::line::iterator where) {
  auto which = std::move(*where);
  which->place.reset();
  line_.erase(where);
  return which;
}

bool pool::start_on_idle(call_ptr& next) {
  while (!idle_.empty()) {
    auto c = idle_.back();
    // Bytes that nobody asked for would be taken for the answer.
    if (!c->untouched()) {
      forget(c);
      continue;
    }
    c->now = stage::busy;
    active_.splice(active_.end(), idle_, c->place);
    assign(c, std::move(next));
    return true;
  }
  return false;
}

void pool::grow() {
  while (!closed_ && line_.size() > connecting_
         && active_.size() + idle_.size() < settings_.max_connections)
    connect_one();
}

void pool::connect_one() {
  auto c =
      std::make_shared<connection>(executor_, tls_, settings_.max_body_bytes);
  c->place = active_.insert(active_.end(), c);
  ++connecting_;
  c->connect_timer.expires_after(settings_.connect_timeout);
  c->connect_timer.async_wait([self = shared_from_this(), c](error_code ec) {
    if (!ec && c->now == stage::connecting)
      self->not_connected(c, error::connect_timeout);
  });
  asio::co_spawn(executor_, run(shared_from_this(), c),
                 [self = shared_from_this(), c](std::exception_ptr failed) {
                   if (failed)
                     self->lost(c, error::connection_closed);
                 });
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
  } while (self->finished(c, ec));
}

void pool::connected(const connection_ptr& c) {
  c->now = stage::busy;
  c->connect_timer.cancel();
  --connecting_;
  figures_.connects.add_one();
  next_for(c);
  publish();
}

void pool::not_connected(const connection_ptr& c, error_code why) {
  forget(c);
  // The one that has waited longest learns why it has no connection.
  if (!line_.empty())
    finish(dequeue(line_.begin()), why, {});
  grow();
  publish();
}

void pool::next_for(const connection_ptr& c) {
  if (!line_.empty())
    return assign(c, dequeue(line_.begin()));
  c->used = true;
  c->now = stage::idle;
  c->idle_since = clock::now();
  idle_.splice(idle_.end(), active_, c->place);
  watch_idle();
}

void pool::assign(const connection_ptr& c, call_ptr next) {
  if (c->used)
    figures_.reused.add_one();
  c->send(std::move(next));
}

bool pool::finished(const connection_ptr& c, error_code ec) {
  if (c->now == stage::gone)
    return false;
  if (ec || !c->current()) {
    lost(c, ec);
    return false;
  }
  auto which = c->release();
  bool again = c->reusable();
  finish(which, {}, c->take_answer());
  c->used = true;
  if (again) {
    next_for(c);
  } else {
    forget(c);
    grow();
  }
  publish();
  return again;
}

void pool::lost(const connection_ptr& c, error_code why) {
  auto which = c->release();
  bool stale = c->used && c->untouched() && why == error::connection_closed;
  forget(c);
  if (which && stale && !which->retried) {
    // The idle ones were left alone for longer than this one: stale as well.
    forget_idle();
    which->retried = true;
    figures_.retried.add_one();
    enqueue(which, line_.begin());
  } else if (which) {
    finish(which, why, {});
  }
  grow();
  publish();
}

void pool::forget(const connection_ptr& c) {
  auto was = std::exchange(c->now, stage::gone);
  if (was == stage::gone)
    return;
  if (was == stage::connecting)
    --connecting_;
  c->close();
  (was == stage::idle ? idle_ : active_).erase(c->place);
}

void pool::forget_idle() {
  while (!idle_.empty())
    forget(connection_ptr(idle_.front()));
}

void pool::watch_idle() {
  if (idle_.empty() || std::exchange(watching_idle_, true))
    return;
  idle_timer_.expires_at(idle_.front()->idle_since + settings_.idle_timeout);
  idle_timer_.async_wait([self = shared_from_this()](error_code ec) {
    self->watching_idle_ = false;
    if (ec)
      return;
    auto latest = clock::now() - self->settings_.idle_timeout;
    while (!self->idle_.empty() && self->idle_.front()->idle_since <= latest)
      self->forget(connection_ptr(self->idle_.front()));
    self->watch_idle();
    self->publish();
  });
}

void pool::finish(const call_ptr& which, error_code ec,
                  client_response answer) {
  which->timer.cancel();
  if (!ec)
    figures_.answered.add_one();
  else if (ec == asio::error::operation_aborted)
    figures_.cancelled.add_one();
  else
    figures_.failures.add_one();
  asio::post(which->home, [done = std::exchange(which->complete, nullptr), ec,
                           answer = std::move(answer)]() mutable {
    std::move(done)(ec, std::move(answer));
  });
}

void pool::publish() {
  figures_.open.set(active_.size() + idle_.size());
  figures_.busy.set(active_.size() - connecting_);
  figures_.idle.set(idle_.size());
  figures_.waiting.set(line_.size());
}

} // namespace smokehouse::http::upstream
