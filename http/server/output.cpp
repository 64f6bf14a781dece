#include "http/server/output.hpp"

#include <algorithm>
#include <array>
#include <sys/uio.h>

namespace smokehouse::http {

namespace {

// Below it a copy is cheaper than another buffer of the write.
constexpr std::size_t small_body = 8 * 1024;

// What is kept for the next use.
constexpr std::size_t kept_capacity = 128 * 1024;

} // namespace

std::string& output::text() {
  if (sealed_) {
    pieces_.emplace_back();
    sealed_ = false;
  }
  return pieces_.back();
}

void output::body(std::string&& bytes) {
  if (bytes.size() <= small_body) {
    text() += bytes;
  } else {
    pieces_.push_back(std::move(bytes));
    sealed_ = true;
  }
}

std::size_t output::size() const noexcept {
  std::size_t result = 0;
  for (auto i = front_; i < pieces_.size(); ++i)
    result += pieces_[i].size();
  return result - offset_;
}

io_result output::write_to(socket& to) {
  io_result result;
  while (front_ < pieces_.size()) {
    std::array<iovec, 64> buffers; // Only the first n are set, and used.
    const auto n = std::min(buffers.size(), pieces_.size() - front_);
    for (std::size_t i = 0; i < n; ++i)
      buffers[i] = {pieces_[front_ + i].data(), pieces_[front_ + i].size()};
    buffers[0].iov_base = pieces_[front_].data() + offset_;
    buffers[0].iov_len -= offset_;
    const auto step = to.write({buffers.data(), n});
    result.bytes += step.bytes;
    result.what = step.what;
    if (step.what != io_result::kind::done)
      return result;
    consume(step.bytes);
  }
  return result;
}

void output::consume(std::size_t n) noexcept {
  offset_ += n;
  while (front_ < pieces_.size() && offset_ >= pieces_[front_].size())
    offset_ -= pieces_[front_++].size();
}

void output::clear() {
  const bool reuse = !pieces_.empty() && pieces_[0].capacity() <= kept_capacity;
  pieces_.resize(reuse ? 1 : 0);
  if (reuse)
    pieces_[0].clear();
  front_ = offset_ = 0;
  sealed_ = !reuse;
}

} // namespace smokehouse::http
