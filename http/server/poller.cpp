#include "http/server/poller.hpp"

#include <boost/asio/post.hpp>

#include <sched.h>

namespace smokehouse::http {

namespace {

// Looks for more events before timers and others get their turn.
constexpr int looks_in_a_row = 8;

} // namespace

poller::poller(asio::io_context& loop)
    : steps_(asio::use_service<step_queue>(loop)), set_(loop) {
  const int descriptor = ::epoll_create1(EPOLL_CLOEXEC);
  if (descriptor < 0)
    error_.assign(errno, boost::system::system_category());
  else
    set_->assign(descriptor, error_);
}

bool poller::add(int descriptor, poll_target& target) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.ptr = &target;
  if (::epoll_ctl(set_->native_handle(), EPOLL_CTL_ADD, descriptor, &event)
      != 0)
    return false;
  ++registered_;
  thread_.store(std::this_thread::get_id(), std::memory_order_relaxed);
  wait();
  return true;
}

void poller::remove(int descriptor, poll_target& target) noexcept {
  if (!set_)
    return;
  epoll_event ignored{};
  if (::epoll_ctl(set_->native_handle(), EPOLL_CTL_DEL, descriptor, &ignored)
      != 0)
    return; // It never was in.
  for (int i = next_; i < count_; ++i)
    if (batch_[static_cast<std::size_t>(i)].data.ptr == &target)
      batch_[static_cast<std::size_t>(i)].data.ptr = nullptr;
  // A wait that nothing can end would keep the loop from running out of work.
  if (--registered_ == 0 && waiting_) {
    error_code ignore;
    set_->cancel(ignore);
  }
}

void poller::wait() {
  if (waiting_ || registered_ == 0 || !set_)
    return;
  waiting_ = true;
  boost::intrusive_ptr<poller> self(this);
  set_->async_wait(set_->wait_read,
                   [self = std::move(self)](const error_code& ec) {
                     self->waiting_ = false;
                     if (!ec)
                       self->look();
                     else
                       self->wait();
                   });
}

// Asio's wait costs three calls of the system a batch. While there is something
// to do we look ourselves, which is one: 0.44 calls a request in place of 1.0.
void poller::look() {
  for (int looks = 0; looks < looks_in_a_row && set_; ++looks) {
    if (!deliver() && (looks == 0 || !deliver_after_others()))
      return wait();
    steps_.run();
  }
  if (set_)
    asio::post(set_->get_executor(),
               [self = boost::intrusive_ptr<poller>(this)] { self->look(); });
}

// Who shares a processor with others would sleep while they prepare the next
// event, and be woken for that one alone. Others who are let run prepare many:
// a request on two shards takes 1.09 times the processor time of one on one,
// and not 1.12 (decision 25).
bool poller::deliver_after_others() {
  ::sched_yield();
  return deliver();
}

bool poller::deliver() {
  thread_.store(std::this_thread::get_id(), std::memory_order_relaxed);
  count_ = ::epoll_wait(set_->native_handle(), batch_.data(),
                        static_cast<int>(batch_.size()), 0);
  for (next_ = 0; next_ < count_;) {
    const auto& event = batch_[static_cast<std::size_t>(next_++)];
    if (event.data.ptr)
      static_cast<poll_target*>(event.data.ptr)->on_ready(event.events);
  }
  const bool found = count_ > 0;
  count_ = next_ = 0;
  return found;
}

} // namespace smokehouse::http
