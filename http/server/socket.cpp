#include "http/server/socket.hpp"

#include "http/server/tls_channel.hpp"

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace smokehouse::http {

namespace {

ssize_t send_all(int descriptor, std::span<const iovec> from) noexcept {
  // The system has a shorter way for one buffer.
  if (from.size() == 1)
    return ::send(descriptor, from[0].iov_base, from[0].iov_len, MSG_NOSIGNAL);
  msghdr message{};
  message.msg_iov = const_cast<iovec*>(from.data());
  message.msg_iovlen = from.size();
  return ::sendmsg(descriptor, &message, MSG_NOSIGNAL);
}

} // namespace

socket& socket::operator=(socket&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
    tls_ = std::move(other.tls_);
  }
  return *this;
}

void socket::secure(std::unique_ptr<tls_channel> with) noexcept {
  tls_.reset(with.release());
}

bool socket::take_for_plain() noexcept {
  if (!tls_ || !tls_->got_plain_text())
    return false;
  tls_.reset();
  return true;
}

std::uint32_t socket::tls_as_meant(std::uint32_t events) const noexcept {
  return tls_->as_meant(events);
}

bool socket::tls_has_more() const noexcept {
  return tls_->has_more();
}

bool socket::tls_is_dry() const noexcept {
  return tls_->is_dry();
}

void socket::tls_end::operator()(tls_channel* which) const noexcept {
  delete which;
}

io_result socket::read(std::span<char> into) noexcept {
  if (tls_)
    return tls_->read(into);
  ssize_t n = 0;
  do {
    n = ::recv(descriptor_, into.data(), into.size(), 0);
  } while (n < 0 && errno == EINTR);
  if (n < 0)
    return failure(errno);
  return received(static_cast<std::size_t>(n));
}

io_result socket::write(std::span<const iovec> from) noexcept {
  if (tls_)
    return tls_->write(from);
  ssize_t n = 0;
  do {
    n = send_all(descriptor_, from);
  } while (n < 0 && errno == EINTR);
  if (n < 0)
    return failure(errno);
  return {io_result::kind::done, static_cast<std::size_t>(n)};
}

void socket::no_delay() noexcept {
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void socket::say_goodbye() noexcept {
  if (tls_)
    tls_->say_goodbye();
}

void socket::shutdown_write() noexcept {
  say_goodbye();
  ::shutdown(descriptor_, SHUT_WR);
}

void socket::forget_unsent() noexcept {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void socket::close() noexcept {
  tls_.reset();
  if (is_open())
    ::close(std::exchange(descriptor_, -1));
}

} // namespace smokehouse::http
