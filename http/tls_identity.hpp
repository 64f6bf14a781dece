#pragma once

#include "http/tls_handles.hpp"

#include <boost/system/result.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace smokehouse::http {

/// Something, or a sentence that says why there is none.
template <class T>
using or_why = boost::system::result<T, std::string>;

/// Where an identity is: files in PEM format. That of the certificate may have
/// the chain to its authority behind it; that of the key has no passphrase.
struct tls_files {
  std::string certificate;
  std::string key;
};

/// The serial number of a certificate, in hex digits.
std::string serial_of(const X509* certificate);

/// What a server proves itself with: a certificate and its key.
class tls_identity {
public:
  using clock = std::chrono::system_clock;

  /// Reads the files, of 1 MiB each at most; the error names them.
  static or_why<tls_identity> load(const tls_files& from);

  /// Whether the certificate is for that host; a name may be one of many that
  /// `*.example.org` stands for.
  bool is_for(const std::string& host) const noexcept;

  /// The names and addresses that it is for, else its subject's common name.
  std::vector<std::string> names() const;

  /// Its serial number, in hex digits.
  std::string serial() const {
    return serial_of(certificate());
  }

  /// When it begins and ends to be valid.
  clock::time_point begin() const;
  clock::time_point end() const;

  X509* certificate() const noexcept {
    return certificate_.get();
  }

  STACK_OF(X509) * chain() const noexcept {
    return chain_.get();
  }

  EVP_PKEY* key() const noexcept {
    return key_.get();
  }

private:
  tls_identity() = default;

  certificate_ptr certificate_;
  chain_ptr chain_;
  key_ptr key_;
};

/// Why OpenSSL's last call on this thread failed; forgets it.
std::string openssl_reason();

} // namespace smokehouse::http
