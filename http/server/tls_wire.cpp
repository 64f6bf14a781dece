#include "http/server/tls_wire.hpp"

#include <cerrno>
#include <sys/socket.h>

namespace smokehouse::http {

namespace {

tls_wire& wire_of(BIO* bio) noexcept {
  return *static_cast<tls_wire*>(BIO_get_data(bio));
}

bool is_for_later() noexcept {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

int read_bio(BIO* bio, char* into, int size) {
  BIO_clear_retry_flags(bio);
  auto& wire = wire_of(bio);
  const auto n = wire.dry() ? -1 : wire.read(into, size);
  if (n < 0 && (wire.dry() || is_for_later()))
    BIO_set_retry_read(bio);
  return n;
}

int write_bio(BIO* bio, const char* from, int size) {
  BIO_clear_retry_flags(bio);
  const auto n = wire_of(bio).write(from, size);
  if (n < 0 && is_for_later())
    BIO_set_retry_write(bio);
  return n;
}

long control_bio(BIO* bio, int what, long, void*) {
  if (what == BIO_CTRL_FLUSH)
    return 1;
  return what == BIO_CTRL_EOF && wire_of(bio).ended() ? 1 : 0;
}

BIO_METHOD* make_method() {
  auto* result = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK,
                              "smokehouse connection");
  if (result) {
    BIO_meth_set_read(result, read_bio);
    BIO_meth_set_write(result, write_bio);
    BIO_meth_set_ctrl(result, control_bio);
  }
  return result;
}

} // namespace

bio_ptr tls_wire::make_bio() noexcept {
  static BIO_METHOD* const method = make_method();
  bio_ptr result{method ? BIO_new(method) : nullptr};
  if (result) {
    BIO_set_data(result.get(), this);
    BIO_set_init(result.get(), 1);
  }
  return result;
}

int tls_wire::read(char* into, int size) noexcept {
  ssize_t n = 0;
  do {
    n = ::recv(descriptor_, into, static_cast<std::size_t>(size), 0);
  } while (n < 0 && errno == EINTR);
  ended_ = n == 0;
  dry_ = n > 0 && n < size;
  if (first_ == 0 && n > 0)
    first_ = *into;
  return static_cast<int>(n);
}

int tls_wire::write(const char* from, int size) const noexcept {
  ssize_t n = 0;
  do {
    n = ::send(descriptor_, from, static_cast<std::size_t>(size), MSG_NOSIGNAL);
  } while (n < 0 && errno == EINTR);
  return static_cast<int>(n);
}

} // namespace smokehouse::http
