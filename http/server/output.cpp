#include "http/server/output.hpp"

#include <algorithm>
#include <array>
#include <sys/uio.h>

namespace smokehouse::http {

namespace {

// Below it a copy is cheaper than another buffer of the write.
constexpr std::size_t small_body = 8 * 1024;

// What is kept for the next use.
constexpr std::size_t kept_capacity = 16 * 1024;

// What is written is not changed, whatever the system's type says.
iovec buffer_of(std::string_view bytes) noexcept {
  return {const_cast<char*>(bytes.data()), bytes.size()};
}

} // namespace

std::string& output::text() {
  if (sealed_) {
    pieces_.emplace_back();
    sealed_ = false;
  }
  return pieces_.back().own;
}

void output::body(std::string&& bytes) {
  if (bytes.size() <= small_body) {
    text() += bytes;
  } else {
    pieces_.emplace_back().own = std::move(bytes);
    sealed_ = true;
  }
}

void output::fixed(std::string_view bytes) {
  pieces_.emplace_back().fixed = bytes;
  sealed_ = true;
}

std::size_t output::size() const noexcept {
  std::size_t result = 0;
  for (auto i = front_; i < pieces_.size(); ++i)
    result += pieces_[i].bytes().size();
  return result - offset_;
}

io_result output::write_to(socket& to) {
  io_result result;
  while (front_ < pieces_.size()) {
    std::array<iovec, 64> buffers; // Only the first n are set, and used.
    const auto n = std::min(buffers.size(), pieces_.size() - front_);
    for (std::size_t i = 0; i < n; ++i)
      buffers[i] = buffer_of(pieces_[front_ + i].bytes());
    buffers[0] = buffer_of(pieces_[front_].bytes().substr(offset_));
    const auto step = to.write({buffers.data(), n});
    result.bytes += step.bytes;
    result.what = step.what;
    if (step.what != io_result::kind::done)
      return result;
    consume(step.bytes);
  }
  return result;
}

std::string_view output::one_piece() const noexcept {
  return front_ + 1 == pieces_.size() ? pieces_[front_].bytes().substr(offset_)
                                      : std::string_view{};
}

io_result output::write_rest(std::size_t written, socket& to) {
  consume(written);
  auto result = write_to(to);
  result.bytes += written;
  return result;
}

void output::consume(std::size_t n) noexcept {
  offset_ += n;
  while (front_ < pieces_.size() && offset_ >= pieces_[front_].bytes().size())
    offset_ -= pieces_[front_++].bytes().size();
}

void output::clear() {
  const bool reuse =
      !pieces_.empty() && pieces_[0].own.capacity() <= kept_capacity;
  pieces_.resize(reuse ? 1 : 0);
  if (reuse) {
    pieces_[0].own.clear();
    pieces_[0].fixed = {};
  }
  front_ = offset_ = 0;
  sealed_ = !reuse;
}

} // namespace smokehouse::http
