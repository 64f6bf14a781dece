#pragma once

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <memory>

namespace smokehouse::http {

/// Frees what it is given with one of OpenSSL's functions.
template <auto F>
struct frees_with {
  template <class T>
  void operator()(T* object) const noexcept {
    F(object);
  }
};

inline void free_certificates(STACK_OF(X509) * list) noexcept {
  sk_X509_pop_free(list, X509_free);
}

using bio_ptr = std::unique_ptr<BIO, frees_with<BIO_free>>;
using certificate_ptr = std::unique_ptr<X509, frees_with<X509_free>>;
using chain_ptr =
    std::unique_ptr<STACK_OF(X509), frees_with<free_certificates>>;
using key_ptr = std::unique_ptr<EVP_PKEY, frees_with<EVP_PKEY_free>>;
using ssl_ptr = std::unique_ptr<SSL, frees_with<SSL_free>>;
using ssl_context_ptr = std::unique_ptr<SSL_CTX, frees_with<SSL_CTX_free>>;

} // namespace smokehouse::http
