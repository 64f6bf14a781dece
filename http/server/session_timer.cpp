// What a session does when time passes. One timer for everything: it rings at
// least every `shortest_timeout` and looks what is due, so that nothing needs
// to be armed or cancelled while requests come and go.
#include "http/server/output.hpp"
#include "http/server/server_core.hpp"
#include "http/server/session.hpp"

#include <algorithm>
#include <new>

namespace smokehouse::http {

namespace {

using namespace std::chrono_literals;

// How long a client that closed its side may wait for quick views.
constexpr duration end_grace = 50ms;

// How long a connection waits for its client to close, too.
constexpr duration linger_time = 1s;

} // namespace

void session::arm(time_point when) {
  if (!timer_ || when >= armed_)
    return;
  armed_ = when;
  timer_->expires_at(when);
  timer_->async_wait(
      [self = boost::intrusive_ptr<session>(this)](const error_code& ec) {
        if (ec || !self->is_open())
          return;
        try {
          self->on_timer();
        } catch (const std::bad_alloc&) {
          self->close(cancel_reason::server_closed);
        }
      });
}

void session::count(slow_at what) noexcept {
  core_->counters.timeouts[static_cast<std::size_t>(what)].add();
}

void session::on_timer() {
  armed_ = time_point::max();
  const auto now = clock::now();
  if (lingering_ && now >= end_since_ + linger_time)
    return close(cancel_reason::server_closed);
  if (pending_ && now >= write_since_ + core_->settings.write_timeout) {
    count(slow_at::write);
    socket_.forget_unsent();
    return close(cancel_reason::write_timeout);
  }
  if (ended_ && !pending_ && now >= end_since_ + end_grace)
    return close(cancel_reason::client_left);
  expire_requests(now);
  if (!expire_reading(now))
    return;
  work();
  if (slots_.empty())
    slots_.set_capacity(0);
  arm(std::min(next_deadline(), now + core_->shortest_timeout));
}

void session::expire_requests(time_point now) {
  for (std::size_t i = 0; i < slots_.size() && waiting_ > 0; ++i) {
    auto& one = slots_[i];
    if (one.at != slot::stage::waiting || now < one.req.deadline())
      continue;
    one.req.timeline().end(now);
    cancel(one, cancel_reason::deadline);
    one.answer =
        problem(status::gateway_timeout, "the request took too long", one.req);
    one.why = describe(cancel_reason::deadline);
    one.at = slot::stage::ready;
    --waiting_;
  }
}

// False when that closed the connection.
bool session::expire_reading(time_point now) {
  if (now < reading_deadline())
    return true;
  if (phase_ == phase::idle) {
    count(served_ ? slow_at::idle : slow_at::header);
    close(cancel_reason::server_closed);
    return false;
  }
  count(phase_ == phase::body ? slow_at::body : slow_at::header);
  rest_ = {};
  core_->now = now;
  reject(request_fault::timed_out);
  return true;
}

time_point session::reading_deadline() const {
  if (last_ || pending_ || lingering_)
    return time_point::max();
  const auto& limits = core_->settings;
  switch (phase_) {
  case phase::body:
    return phase_since_ + limits.body_timeout;
  case phase::header:
    return (served_ ? phase_since_ : opened_) + limits.header_timeout;
  case phase::idle:
    break;
  }
  if (!slots_.empty())
    return time_point::max();
  return phase_since_ + (served_ ? limits.idle_timeout : limits.header_timeout);
}

time_point session::next_deadline() const {
  if (lingering_)
    return end_since_ + linger_time;
  auto result = reading_deadline();
  if (pending_)
    result = std::min(result, write_since_ + core_->settings.write_timeout);
  if (ended_)
    result = std::min(result, end_since_ + end_grace);
  for (const auto& one : slots_)
    if (one.at == slot::stage::waiting)
      result = std::min(result, one.req.deadline());
  return result;
}

} // namespace smokehouse::http
