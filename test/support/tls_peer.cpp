#include "test/support/tls_peer.hpp"

#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <openssl/ssl.h>

#include <utility>

namespace smokehouse::test {

using asio::use_awaitable;

tls_peer::tls_peer(const certificate_pair& identity, std::string bytes)
    : bytes_(std::move(bytes)),
      peer_([this](tcp::socket& socket, unsigned) { return serve(socket); }) {
  context_.use_certificate_chain_file(identity.certificate);
  context_.use_private_key_file(identity.key, asio::ssl::context::pem);
}

std::string tls_peer::server_name() const {
  std::lock_guard guard(mutex_);
  return server_name_;
}

asio::awaitable<void> tls_peer::serve(tcp::socket& socket) {
  asio::ssl::stream<tcp::socket&> stream(socket, context_);
  co_await stream.async_handshake(asio::ssl::stream_base::server,
                                  use_awaitable);
  note_server_name(
      SSL_get_servername(stream.native_handle(), TLSEXT_NAMETYPE_host_name));
  std::string head;
  do {
    auto n = co_await asio::async_read_until(stream, asio::dynamic_buffer(head),
                                             "\r\n\r\n", use_awaitable);
    head.erase(0, n);
    co_await asio::async_write(stream, asio::buffer(bytes_), use_awaitable);
  } while (bytes_.find("Content-Length") != bytes_.npos);
}

void tls_peer::note_server_name(const char* name) {
  std::lock_guard guard(mutex_);
  server_name_ = name != nullptr ? name : "";
}

} // namespace smokehouse::test
