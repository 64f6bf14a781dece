#include "http/server/tls_channel.hpp"

#include <new>
#include <sys/epoll.h>
#include <sys/uio.h>
#include <utility>

namespace smokehouse::http {

std::unique_ptr<tls_channel>
tls_channel::make(std::shared_ptr<const tls_context> context, int descriptor,
                  tls_counters& counters) {
  std::unique_ptr<tls_channel> result{
      new (std::nothrow) tls_channel{std::move(context), descriptor, counters}};
  auto bio = result ? result->wire_.make_bio() : nullptr;
  if (!bio || !result->ssl_)
    return nullptr;
  SSL_set_bio(result->ssl_.get(), bio.get(), bio.get());
  bio.release(); // The connection has it, for both directions.
  SSL_set_accept_state(result->ssl_.get());
  return result;
}

tls_channel::tls_channel(std::shared_ptr<const tls_context> context,
                         int descriptor, tls_counters& counters)
    : context_(std::move(context)),
      counters_(counters),
      wire_(descriptor),
      ssl_(context_->connection()) {
  counters_.open.add();
}

tls_channel::~tls_channel() {
  counters_.open.subtract();
  if (!established_)
    counters_.failed.add();
}

io_result tls_channel::read(std::span<char> into) noexcept {
  wire_.refresh();
  ERR_clear_error();
  io_result result;
  while (result.bytes < into.size()) {
    const auto room = into.subspan(result.bytes);
    std::size_t n = 0;
    const auto ok = SSL_read_ex(ssl_.get(), room.data(), room.size(), &n);
    note_handshake();
    if (ok != 1) {
      result.what = outcome(ok, read_wants_write_, SSL_ERROR_WANT_WRITE);
      break;
    }
    result.bytes += n;
  }
  more_ = result.what != io_result::kind::would_block;
  if (result.bytes > 0)
    result.what = io_result::kind::done;
  return result;
}

io_result tls_channel::write(std::span<const iovec> from) noexcept {
  ERR_clear_error();
  io_result result;
  for (const auto& piece : from) {
    const auto* bytes = static_cast<const char*>(piece.iov_base);
    for (std::size_t sent = 0, n = 0; sent < piece.iov_len; sent += n) {
      const auto ok =
          SSL_write_ex(ssl_.get(), bytes + sent, piece.iov_len - sent, &n);
      if (ok != 1) {
        const auto what = outcome(ok, write_wants_read_, SSL_ERROR_WANT_READ);
        if (result.bytes == 0)
          result.what = what;
        return result; // Else the next call says so.
      }
      result.bytes += n;
    }
  }
  return result;
}

std::uint32_t tls_channel::as_meant(std::uint32_t events) const noexcept {
  auto result = events;
  if (read_wants_write_ && (events & EPOLLOUT))
    result |= EPOLLIN;
  if (write_wants_read_ && (events & EPOLLIN))
    result |= EPOLLOUT;
  return result;
}

void tls_channel::say_goodbye() noexcept {
  const auto said = SSL_get_shutdown(ssl_.get()) & SSL_SENT_SHUTDOWN;
  if (!established_ || failed_ || said)
    return;
  ERR_clear_error();
  SSL_shutdown(ssl_.get());
}

io_result::kind tls_channel::outcome(int result, bool& wants_other,
                                     int other) noexcept {
  const auto why = SSL_get_error(ssl_.get(), result);
  wants_other = why == other;
  switch (why) {
  case SSL_ERROR_WANT_READ:
  case SSL_ERROR_WANT_WRITE:
    return io_result::kind::would_block;
  case SSL_ERROR_ZERO_RETURN:
    return io_result::kind::ended;
  default: // OpenSSL may have others, one day.
    failed_ = true;
    return io_result::kind::failed;
  }
}

void tls_channel::note_handshake() noexcept {
  if (established_ || !SSL_is_init_finished(ssl_.get()))
    return;
  established_ = true;
  counters_.handshakes.add();
  if (SSL_session_reused(ssl_.get()))
    counters_.resumed.add();
}

} // namespace smokehouse::http
