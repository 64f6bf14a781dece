// How a session turns what it reads into requests.
#include "http/server/output.hpp"
#include "http/server/server_core.hpp"
#include "http/server/session.hpp"

namespace smokehouse::http {

namespace {

// Buffers of a client that sends on though nobody listens; then it is the
// others' turn.
constexpr int discards_at_a_time = 16;

} // namespace

bool session::may_take() const noexcept {
  return is_open() && !last_ && !pending_
         && slots_.size() < core_->settings.max_pipelined;
}

// True when there is something new to answer.
bool session::take_requests() {
  const auto before = first_ + slots_.size();
  // While another session parses, its bytes are in the shared buffer.
  if (core_->parsing) {
    if (may_take() && (readable_ || !starved_))
      pump_later();
    return false;
  }
  while (may_take() && (readable_ || !starved_)) {
    if (starved_)
      read();
    else
      consume({});
  }
  // One who is not taken from is still heard when he leaves.
  if (is_open() && last_ && readable_ && !ended_ && !pending_)
    discard();
  return is_open() && first_ + slots_.size() != before;
}

void session::read() {
  auto* buffer = core_->read_buffer.get();
  const auto result = socket_.read({buffer, core_->read_size});
  switch (result.what) {
  case io_result::kind::would_block:
    readable_ = false;
    return;
  case io_result::kind::ended:
    return on_end();
  case io_result::kind::failed:
    return close("client reset");
  case io_result::kind::done:
    break;
  }
  core_->counters.bytes_in.add(result.bytes);
  // A buffer that was not filled was all there is: epoll tells of more, and
  // another `recv` to find nothing would be a tenth of a request's time.
  readable_ = ending_ || result.bytes == core_->read_size;
  consume({buffer, result.bytes});
}

void session::consume(std::string_view fresh) {
  core_->parsing = true;
  core_->now = clock::now();
  if (rest_.empty()) {
    const auto used = parse(fresh);
    if (is_open())
      rest_.assign(fresh.substr(used));
  } else {
    rest_.append(fresh);
    const auto used = parse(rest_);
    rest_.erase(0, used);
  }
  core_->parsing = false;
}

std::size_t session::parse(std::string_view data) {
  std::size_t used = 0;
  starved_ = false;
  while (may_take()) {
    if (used == data.size()) {
      starved_ = true;
      break;
    }
    const auto result = parser_.parse(data.substr(used));
    used += result.used;
    switch (result.what) {
    case request_parser::progress::need_more:
      starved_ = true;
      enter(parser_.in_body()    ? phase::body
            : used < data.size() ? phase::header
                                 : phase::idle);
      return used;
    case request_parser::progress::failed:
      reject(parser_.fault());
      return data.size();
    case request_parser::progress::complete:
      dispatch();
    }
  }
  return is_open() && !last_ ? used : data.size();
}

void session::enter(phase next) {
  if (phase_ == next)
    return;
  phase_ = next;
  phase_since_ = core_->now;
  continued_ = false;
  if (next == phase::body)
    send_continue();
}

slot& session::push_slot(bool keep_alive) {
  const auto now = core_->now;
  auto data = parser_.take();
  data->peer = peer_;
  data->serial = core_->next_serial();
  data->received = phase_ == phase::idle ? now : phase_since_;
  data->deadline = now + core_->settings.request_timeout;
  if (slots_.full())
    slots_.set_capacity(std::max<std::size_t>(1, slots_.capacity() * 2));
  slots_.push_back(slot{.req = request(std::move(data)),
                        .answer = {},
                        .bytes = 0,
                        .why = {},
                        .at = slot::stage::waiting,
                        .keep_alive = keep_alive});
  core_->counters.accepted.add();
  last_ = !keep_alive;
  phase_ = phase::idle;
  phase_since_ = now;
  served_ = true;
  return slots_.back();
}

void session::dispatch() {
  const bool keep_alive = parser_.keep_alive() && !core_->draining();
  auto& one = push_slot(keep_alive);
  ++waiting_;
  core_->on_request(one.req, reply(this, first_ + slots_.size() - 1));
}

void session::reject(request_fault fault) {
  auto& one = push_slot(false);
  one.answer = problem(status_of(fault), describe(fault), one.req);
  one.at = slot::stage::ready;
  one.why = describe(fault);
}

// Quick views still answer a client that only closed its side; anything that
// takes longer than `end_grace` is cancelled (session_timer.cpp).
void session::on_end() {
  readable_ = false;
  ended_ = true;
  last_ = true;
  phase_ = phase::idle;
  rest_ = {};
  end_since_ = clock::now();
  if (slots_.empty() && !pending_)
    return close("client left");
  arm(next_deadline());
}

void session::discard() {
  for (int rounds = 0; is_open() && readable_; ++rounds) {
    if (rounds == discards_at_a_time)
      return pump_later();
    const auto result =
        socket_.read({core_->read_buffer.get(), core_->read_size});
    switch (result.what) {
    case io_result::kind::would_block:
      readable_ = false;
      break;
    case io_result::kind::done:
      core_->counters.bytes_in.add(result.bytes);
      break;
    case io_result::kind::ended:
      if (lingering_)
        close("client left");
      else
        on_end();
      break;
    case io_result::kind::failed:
      close("client reset");
    }
  }
}

} // namespace smokehouse::http
