#include "http/server/session.hpp"

#include "http/server/output.hpp"
#include "http/server/server_core.hpp"

#include <utility>

namespace smokehouse::http {

session::session(boost::intrusive_ptr<server_core> core, socket connection,
                 const tcp::endpoint& peer)
    : core_(std::move(core)),
      socket_(std::move(connection)),
      peer_(peer),
      parser_(core_->settings.max_header_bytes,
              core_->settings.max_body_bytes) {
  // nop
}

session::~session() = default;

void session::start() {
  core_->add(this);
  phase_since_ = clock::now();
  timer_.emplace(core_->loop);
  socket_.no_delay();
  if (!core_->descriptors->add(socket_.descriptor(), *this))
    return close(cancel_reason::server_closed);
  arm(phase_since_ + core_->shortest_timeout);
}

void session::on_ready(std::uint32_t events) {
  events = socket_.as_meant(events);
  if (events & (EPOLLOUT | EPOLLERR | EPOLLHUP))
    writable_ = true;
  if (events & (EPOLLIN | EPOLLRDHUP | EPOLLERR | EPOLLHUP))
    readable_ = true;
  if (events & (EPOLLRDHUP | EPOLLERR | EPOLLHUP))
    ending_ = true;
  work();
}

void session::work() {
  // A closed one has none, and the loop may be gone by now.
  if (is_open())
    core_->sessions_turn.add(*this);
}

slot* session::find(std::uint64_t number) noexcept {
  // A number below `first_` wraps round and is out of range, too.
  const auto index = number - first_;
  if (index >= slots_.size() || slots_[index].at != slot::stage::waiting)
    return nullptr;
  return &slots_[index];
}

void session::answer(std::uint64_t number, response&& what) {
  if (core_->descriptors->in_loop_thread())
    return accept(number, std::move(what), {});
  // The loop, and all that would close it there, may be gone.
  if (what.stream && closed_.load(std::memory_order_relaxed))
    return what.stream->close();
  core_->post([self = boost::intrusive_ptr<session>(this), number,
               answer = std::move(what)]() mutable {
    self->accept(number, std::move(answer), {});
  });
}

void session::drop(std::uint64_t number) noexcept {
  auto refuse = [this, number] {
    if (auto* one = find(number)) {
      auto what = problem(status::service_unavailable,
                          "the request was dropped", one->req);
      what.shed = true;
      accept(number, std::move(what), "dropped");
    }
  };
  if (core_->descriptors->in_loop_thread())
    return refuse();
  core_->post(
      [self = boost::intrusive_ptr<session>(this), refuse] { refuse(); });
}

void session::accept(std::uint64_t number, response&& what,
                     std::string_view why) {
  const boost::intrusive_ptr<session> self(this);
  auto* one = find(number);
  if (!one) {
    if (what.stream)
      what.stream->close();
    return;
  }
  if (!one->req.timeline().ended())
    one->req.timeline().end(clock::now());
  one->answer = std::move(what);
  one->why = why;
  one->at = slot::stage::ready;
  --waiting_;
  work();
}

std::shared_ptr<void>& session::attachment() noexcept {
  return attachment_;
}

asio::any_io_executor session::executor() const {
  return core_->loop.get_executor();
}

void session::drain() {
  // A request may have arrived that nobody has looked at.
  readable_ = true;
  work();
}

// Who does not speak TLS would not understand an alert either.
void session::on_read_failure() {
  if (socket_.take_for_plain())
    reject(request_fault::tls_expected);
  else
    close(cancel_reason::client_reset);
}

// Whoever works on it learns that nobody waits.
void session::cancel(slot& one, cancel_reason why) {
  core_->counters.cancelled_by[static_cast<std::size_t>(why)].add();
  one.req.data()->cancellation.request();
}

void session::close(cancel_reason why) {
  if (!is_open())
    return;
  const boost::intrusive_ptr<session> self(this);
  closed_.store(true, std::memory_order_relaxed);
  core_->descriptors->remove(socket_.descriptor(), *this);
  // Unless an answer is cut off.
  if (slots_.empty() && !pending_)
    socket_.say_goodbye();
  // Closed at the end: who sees that finds everything counted.
  const auto connection = std::move(socket_);
  timer_.reset();
  pending_.reset();
  rest_ = {};
  const auto now = clock::now();
  waiting_ = 0;
  boost::circular_buffer<slot> cancelled;
  cancelled.swap(slots_);
  first_ += cancelled.size();
  for (auto& one : cancelled) {
    cancel(one, why);
    if (one.answer.stream)
      one.answer.stream->close();
    if (core_->watcher)
      core_->watcher->finished(one.req, {.outcome = outcome::cancelled,
                                         .status = one.answer.status,
                                         .bytes = one.bytes,
                                         .head_bytes = one.head_bytes,
                                         .duration = now - one.req.received(),
                                         .why = describe(why)});
    core_->counters.cancelled.add();
  }
  attachment_.reset();
  core_->remove(*this);
}

} // namespace smokehouse::http
