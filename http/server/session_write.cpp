// How a session writes its answers, in order and as few writes as can be.
#include "http/server/output.hpp"
#include "http/server/server_core.hpp"
#include "http/server/session.hpp"

#include <utility>

namespace smokehouse::http {

namespace {

// Who takes less than this within `write_timeout` takes nothing: a byte now
// and then would keep a connection, and its answers, for as long as one likes.
constexpr std::size_t least_taken = 16 * 1024;

} // namespace

bool session::begin_write(output& out) {
  if (!is_open())
    return false;
  if (pending_ && writable_)
    continue_write();
  if (!is_open() || pending_ || lingering_ || slots_.empty()
      || slots_.front().at == slot::stage::waiting)
    return false;
  render_ready(out, core_->now);
  if (!out.empty())
    return true;
  written_ = true; // The end of a body that ends with the connection.
  return false;
}

void session::render_ready(output& out, time_point now) {
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    auto& one = slots_[i];
    if (one.at == slot::stage::waiting)
      return;
    const auto before = out.size();
    if (core_->draining() && i + 1 == slots_.size())
      one.keep_alive = false;
    if (one.at == slot::stage::ready)
      render(one, out, now);
    else if (one.at == slot::stage::streaming && render_stream(one, out))
      one.at = slot::stage::rendered;
    one.bytes += out.size() - before;
    if (one.at == slot::stage::streaming)
      return;
  }
}

void session::render(slot& one, output& out, time_point now) {
  const auto& stream = one.answer.stream;
  if (stream && renderer::stream_framing(one.req) == framing::until_close)
    one.keep_alive = false;
  last_ = last_ || !one.keep_alive;
  const auto before = out.size();
  const auto body = !stream && renderer::has_body(one.req, one.answer)
                        ? one.answer.content().size()
                        : 0;
  core_->heads.render(out, one.req, one.answer, one.keep_alive, now);
  one.head_bytes = out.size() - before - body;
  one.at = slot::stage::rendered;
  if (!stream)
    return;
  if (!renderer::has_body(one.req, one.answer))
    return stream->close();
  watch_stream(one);
  if (!render_stream(one, out))
    one.at = slot::stage::streaming;
}

void session::watch_stream(slot& one) {
  one.answer.stream->attach([self = boost::intrusive_ptr<session>(this)] {
    if (self->core_->descriptors->in_loop_thread())
      self->work();
    else
      self->core_->post([self] { self->work(); });
  });
}

// True when that was the end of the body.
bool session::render_stream(slot& one, output& out) {
  std::string bytes;
  const bool done = one.answer.stream->take(bytes);
  if (renderer::stream_framing(one.req) == framing::until_close) {
    out.body(std::move(bytes));
  } else {
    append_chunk(out.text(), bytes);
    if (done)
      out.text() += last_chunk;
  }
  if (done)
    one.answer.stream->close();
  return done;
}

void session::end_write(output& out, io_result result) {
  if (!is_open())
    return;
  core_->counters.bytes_out.add(result.bytes);
  switch (result.what) {
  case io_result::kind::done:
    written_ = true;
    return;
  case io_result::kind::would_block:
    pending_ = std::make_unique<output>(std::exchange(out, {}));
    writable_ = written_ = false;
    write_since_ = core_->now;
    taken_ = 0;
    return arm(next_deadline());
  case io_result::kind::ended:
  case io_result::kind::failed:
    return close(cancel_reason::client_reset);
  }
}

void session::continue_write() {
  const auto result = pending_->write_to(socket_);
  core_->counters.bytes_out.add(result.bytes);
  if (result.what == io_result::kind::would_block) {
    writable_ = false;
    taken_ += result.bytes;
    if (taken_ >= least_taken) {
      write_since_ = core_->now;
      taken_ = 0;
    }
    return;
  }
  pending_.reset();
  if (result.what != io_result::kind::done)
    return close(cancel_reason::client_reset);
  // What the client sent meanwhile was not read, which is not its fault.
  phase_since_ = core_->now;
  written_ = true;
}

void session::after_write() {
  if (!std::exchange(written_, false))
    return;
  finish_rendered();
  if (!is_open() || !slots_.empty())
    return;
  if (last_)
    return linger();
  if (phase_ == phase::body)
    send_continue();
}

void session::finish_rendered() {
  if (slots_.empty() || slots_.front().at != slot::stage::rendered)
    return;
  const auto now = core_->now;
  while (!slots_.empty() && slots_.front().at == slot::stage::rendered) {
    const auto& one = slots_.front();
    const bool shed = one.answer.shed;
    if (core_->watcher)
      core_->watcher->finished(
          one.req, {.outcome = shed ? outcome::shed : outcome::answered,
                    .status = one.answer.status,
                    .bytes = one.bytes,
                    .head_bytes = one.head_bytes,
                    .duration = now - one.req.received(),
                    .why = one.why});
    (shed ? core_->counters.shed : core_->counters.answered).add();
    slots_.pop_front();
    ++first_;
  }
  if (phase_ == phase::idle)
    phase_since_ = now;
}

// An interim answer may not overtake the answers before it.
void session::send_continue() {
  if (continued_ || !slots_.empty() || pending_ || !parser_.expects_continue())
    return;
  continued_ = true;
  output interim;
  interim.text() = "HTTP/1.1 100 Continue\r\n\r\n";
  const auto result = interim.write_to(socket_);
  end_write(interim, result);
}

// Closing while the client still sends would reset the connection, and the
// answer might be lost to it (RFC 9112, 9.6).
void session::linger() {
  if (ended_)
    return close(cancel_reason::client_left);
  socket_.shutdown_write();
  lingering_ = true;
  readable_ = true;
  end_since_ = core_->now;
  arm(next_deadline());
}

} // namespace smokehouse::http
