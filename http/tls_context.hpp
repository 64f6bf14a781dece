#pragma once

#include "http/tls_identity.hpp"
#include "http/tls_version.hpp"

#include <memory>
#include <string>
#include <vector>

namespace smokehouse::http {

/// What a server speaks TLS with.
struct tls_settings {
  /// One or more. A client gets the first whose certificate is for the name
  /// that it asks for (SNI), else the first of all.
  std::vector<tls_files> files;

  /// Older versions are refused.
  tls_version least = tls_version::v1_2;
};

/// What the connections of a server share for their handshakes; never changes,
/// and serves any number of threads. Sessions are resumed by tickets that any
/// connection with the same context understands: nothing is kept for them.
class tls_context {
public:
  /// Reads the files; the error names them.
  static or_why<std::shared_ptr<const tls_context>>
  load(const tls_settings& from);

  tls_context(const tls_context&) = delete;

  tls_context& operator=(const tls_context&) = delete;

  /// The server's side of a new connection, which must not outlive this. Null
  /// when there is no memory for it.
  ssl_ptr connection() const noexcept {
    return ssl_ptr{SSL_new(context_.get())};
  }

  /// In the order of the files.
  const std::vector<tls_identity>& identities() const noexcept {
    return identities_;
  }

  /// Which of them serves a client that asks for this name.
  const tls_identity& identity_for(const std::string& host) const noexcept;

private:
  explicit tls_context(std::vector<tls_identity> identities);

  std::string set_up(const tls_settings& from);

  std::vector<tls_identity> identities_;
  ssl_context_ptr context_;
};

} // namespace smokehouse::http
