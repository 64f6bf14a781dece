#include "http/body_stream.hpp"

#include <utility>

namespace smokehouse::http {

body_stream::body_stream(std::size_t max_bytes) : max_bytes_(max_bytes) {
  // nop
}

bool body_stream::write(std::string_view piece) {
  std::unique_lock guard(mutex_);
  if (closed_ || finished_ || waiting_.size() + piece.size() > max_bytes_)
    return false;
  auto wake = waiting_.empty() && !piece.empty() ? wake_ : nullptr;
  waiting_ += piece;
  guard.unlock();
  if (wake)
    wake();
  return true;
}

void body_stream::finish() {
  std::unique_lock guard(mutex_);
  auto wake = closed_ || finished_ ? nullptr : wake_;
  finished_ = true;
  guard.unlock();
  if (wake)
    wake();
}

bool body_stream::closed() const {
  std::lock_guard guard(mutex_);
  return closed_;
}

void body_stream::attach(std::function<void()> wake) {
  std::lock_guard guard(mutex_);
  wake_ = std::move(wake);
}

bool body_stream::take(std::string& into) {
  std::lock_guard guard(mutex_);
  into += waiting_;
  waiting_.clear();
  return finished_;
}

void body_stream::close() {
  std::function<void()> wake; // Destroyed after the lock is released.
  std::lock_guard guard(mutex_);
  closed_ = true;
  waiting_.clear();
  wake.swap(wake_);
}

} // namespace smokehouse::http
