// How a session turns what it reads into requests.
#include "http/request_timeout.hpp"
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

// No request is taken any more, but that it leaves is noticed.
bool session::is_only_heard() const noexcept {
  return last_ && !ended_ && !pending_;
}

// Something to do that no event will tell of.
bool session::has_work() const noexcept {
  if (!slots_.empty() && slots_.front().at == slot::stage::ready)
    return !pending_;
  if (readable_ && (lingering_ || is_only_heard()))
    return true;
  return (readable_ || !starved_) && may_take();
}

bool session::is_idle() const noexcept {
  return slots_.empty() && phase_ == phase::idle && !pending_ && rest_.empty()
         && !lingering_;
}

bool session::begin_read(std::span<char> scratch) {
  if (!is_open() || !readable_)
    return false;
  if (lingering_ || is_only_heard()) {
    discard(scratch);
    return false;
  }
  return may_take() && starved_;
}

std::size_t session::end_read(std::size_t room, io_result result) {
  if (!is_open())
    return 0;
  switch (result.what) {
  case io_result::kind::would_block:
    // The end came together with a part of a record: no event tells of it.
    readable_ = ending_ && socket_.is_dry();
    return 0;
  case io_result::kind::ended:
    on_end();
    return 0;
  case io_result::kind::failed:
    on_read_failure();
    return 0;
  case io_result::kind::done:
    break;
  }
  core_->counters.bytes_in.add(result.bytes);
  // A buffer that was not filled was all there is: epoll tells of more, and
  // another `recv` to find nothing would be a tenth of a request's time.
  readable_ = ending_ || socket_.may_have_more(result.bytes, room);
  reads_much_ = result.bytes >= small_read;
  return result.bytes;
}

void session::take_requests(std::string_view fresh) {
  if (!is_open())
    return;
  if (!fresh.empty() || (!starved_ && may_take()))
    consume(fresh);
  if (!is_open())
    return;
  if (has_work())
    work();
  else if (core_->draining() && is_idle())
    close(cancel_reason::server_closed);
}

void session::consume(std::string_view fresh) {
  if (rest_.empty()) {
    const auto used = parse(fresh);
    if (is_open() && used < fresh.size())
      rest_.assign(fresh.substr(used));
  } else {
    rest_.append(fresh);
    const auto used = parse(rest_);
    rest_.erase(0, used);
  }
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
      // Empty lines are no beginning, or they would keep a connection.
      enter(parser_.in_body()     ? phase::body
            : parser_.in_header() ? phase::header
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
  data->secure = socket_.is_secure();
  data->serial = core_->next_serial();
  data->received = phase_ == phase::idle ? now : phase_since_;
  data->deadline = deadline_of(*data);
  data->timeline.begin(data->received, now);
  if (slots_.full())
    slots_.set_capacity(std::max<std::size_t>(1, slots_.capacity() * 2));
  slots_.push_back(slot{.req = request(std::move(data)),
                        .answer = {},
                        .bytes = 0,
                        .why = {},
                        .at = slot::stage::waiting,
                        .keep_alive = keep_alive});
  core_->counters.accepted.add();
  if (core_->watcher)
    core_->watcher->started(slots_.back().req);
  last_ = !keep_alive;
  phase_ = phase::idle;
  phase_since_ = now;
  served_ = true;
  return slots_.back();
}

// The client's own time counts up to a cap; nothing is due before it is armed.
time_point session::deadline_of(const request_data& data) {
  const auto& limits = core_->settings;
  if (!data.given_timeout.data())
    return core_->now + limits.request_timeout;
  const auto most =
      std::max(limits.request_timeout, limits.max_request_timeout);
  const auto asked = parse_request_timeout(data.given_timeout);
  const auto result =
      core_->now + std::min<duration>(asked.value_or(most), most);
  arm(result);
  return result;
}

void session::dispatch() {
  const bool keep_alive = parser_.keep_alive() && !core_->draining();
  auto& one = push_slot(keep_alive);
  const auto timeout = one.req.data()->given_timeout;
  if (timeout.data() && !parse_request_timeout(timeout)) {
    one.req.timeline().end(core_->now);
    one.answer =
        problem(status::bad_request,
                "X-Request-Timeout is no time such as 250ms or 2.5s", one.req);
    one.at = slot::stage::ready;
    return;
  }
  ++waiting_;
  core_->on_request(one.req, reply(this, first_ + slots_.size() - 1));
}

void session::reject(request_fault fault) {
  auto& one = push_slot(false);
  one.req.timeline().end(core_->now);
  one.answer = problem(status_of(fault), describe(fault), one.req);
  one.answer.shed = fault == request_fault::out_of_memory;
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
  end_since_ = core_->now;
  if (slots_.empty() && !pending_)
    return close(cancel_reason::client_left);
  arm(next_deadline());
}

void session::discard(std::span<char> into) {
  for (int rounds = 0; is_open() && readable_; ++rounds) {
    if (rounds == discards_at_a_time)
      return work();
    const auto result = socket_.read(into);
    switch (result.what) {
    case io_result::kind::would_block:
      readable_ = false;
      break;
    case io_result::kind::done:
      core_->counters.bytes_in.add(result.bytes);
      break;
    case io_result::kind::ended:
      if (lingering_)
        close(cancel_reason::client_left);
      else
        on_end();
      break;
    case io_result::kind::failed:
      close(cancel_reason::client_reset);
    }
  }
}

} // namespace smokehouse::http
