#include "test/support/tls_layer.hpp"

#include "http/tls_identity.hpp"

#include <array>
#include <stdexcept>

namespace smokehouse::test {

namespace {

void require(bool good, const char* what) {
  if (!good)
    throw std::runtime_error(std::string{what} + ": " + http::openssl_reason());
}

} // namespace

tls_layer::tls_layer(const tls_wish& wish)
    : context_(SSL_CTX_new(TLS_client_method())),
      in_(BIO_new(BIO_s_mem())),
      out_(BIO_new(BIO_s_mem())) {
  auto* context = context_.get();
  if (!wish.authority.empty()) {
    SSL_CTX_load_verify_file(context, wish.authority.c_str());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  }
  if (wish.version != 0) {
    SSL_CTX_set_min_proto_version(context, wish.version);
    SSL_CTX_set_max_proto_version(context, wish.version);
  }
  ssl_.reset(SSL_new(context));
  SSL_set_bio(ssl_.get(), in_, out_);
  SSL_set_tlsext_host_name(ssl_.get(), wish.host.c_str());
  SSL_set1_host(ssl_.get(), wish.host.c_str());
  SSL_set_connect_state(ssl_.get());
}

bool tls_layer::handshake() {
  ERR_clear_error();
  const auto result = SSL_do_handshake(ssl_.get());
  require(result == 1
              || SSL_get_error(ssl_.get(), result) == SSL_ERROR_WANT_READ,
          "the handshake failed");
  return result == 1;
}

void tls_layer::put_in(std::string_view received) {
  BIO_write(in_, received.data(), static_cast<int>(received.size()));
}

std::string tls_layer::take_out() {
  std::string result(BIO_ctrl_pending(out_), '\0');
  if (!result.empty())
    BIO_read(out_, result.data(), static_cast<int>(result.size()));
  return result;
}

void tls_layer::write(std::string_view text) {
  ERR_clear_error();
  std::size_t n = 0;
  if (!text.empty())
    require(SSL_write_ex(ssl_.get(), text.data(), text.size(), &n) == 1,
            "cannot write");
}

std::string tls_layer::read() {
  ERR_clear_error();
  std::string result;
  std::array<char, 16 * 1024> bytes;
  std::size_t n = 0;
  int got = 0;
  while ((got = SSL_read_ex(ssl_.get(), bytes.data(), bytes.size(), &n)) == 1)
    result.append(bytes.data(), n);
  const auto why = SSL_get_error(ssl_.get(), got);
  require(why == SSL_ERROR_WANT_READ || why == SSL_ERROR_ZERO_RETURN,
          "cannot read");
  return result;
}

bool tls_layer::was_told_the_end() const {
  return SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN;
}

void tls_layer::say_goodbye() {
  SSL_shutdown(ssl_.get());
}

void tls_layer::update_keys() {
  SSL_key_update(ssl_.get(), SSL_KEY_UPDATE_REQUESTED);
}

std::string tls_layer::serial() const {
  const http::certificate_ptr one{SSL_get1_peer_certificate(ssl_.get())};
  return http::serial_of(one.get());
}

} // namespace smokehouse::test
