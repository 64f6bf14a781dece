#pragma once

#include "test/support/certificates.hpp"
#include "test/support/scripted_peer.hpp"

#include <boost/asio/ssl/context.hpp>

#include <mutex>
#include <string>

namespace smokehouse::test {

/// A peer that answers every request of a TLS connection with the same bytes,
/// and drops the connection without a farewell after an answer that has no
/// `Content-Length`.
class tls_peer {
public:
  explicit tls_peer(const certificate_pair& identity,
                    std::string bytes = answer("secret"));

  unsigned short port() const {
    return peer_.port();
  }

  /// The name that the client of the last handshake asked for (SNI).
  std::string server_name() const;

private:
  asio::awaitable<void> serve(tcp::socket& socket);
  void note_server_name(const char* name);

  std::string bytes_;
  asio::ssl::context context_{asio::ssl::context::tls_server};
  mutable std::mutex mutex_;
  std::string server_name_;
  // Last, so that its thread ends before the rest does.
  scripted_peer peer_;
};

} // namespace smokehouse::test
