#include "http/client_tls.hpp"

#include <openssl/ssl.h>

namespace smokehouse::http {

namespace ssl = asio::ssl;

std::shared_ptr<ssl::context> client_tls(const std::string& ca_file) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  // Idle connections do not keep OpenSSL's two 16 KiB record buffers.
  SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  context->set_default_verify_paths();
  if (!ca_file.empty())
    context->load_verify_file(ca_file);
  context->set_verify_mode(ssl::verify_peer);
  return context;
}

} // namespace smokehouse::http
