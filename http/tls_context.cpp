#include "http/tls_context.hpp"

#include <algorithm>
#include <string_view>

namespace smokehouse::http {

namespace {

// In the form that the extension has on the wire: each name after its length.
constexpr unsigned char our_protocols[] = "\x08http/1.1";

int version_number(tls_version version) {
  switch (version) {
  case tls_version::v1_2:
    return TLS1_2_VERSION;
  case tls_version::v1_3:
    return TLS1_3_VERSION;
  }
  return TLS1_3_VERSION;
}

// Who speaks nothing that we do is told so at once (RFC 7301, 3.2).
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned offered_size,
                    void*) {
  const auto agreed = SSL_select_next_proto(
      const_cast<unsigned char**>(chosen), size, our_protocols,
      sizeof our_protocols - 1, offered, offered_size);
  return agreed == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK
                                          : SSL_TLSEXT_ERR_ALERT_FATAL;
}

// Any name is fine, and known to be heard (RFC 6066, 3).
int accept_name(SSL*, int*, void*) {
  return SSL_TLSEXT_ERR_OK;
}

// In place of the context's own, which may have a key of another type and so
// would stay beside it.
int use(SSL* connection, const tls_identity& what) {
  SSL_certs_clear(connection);
  return SSL_use_cert_and_key(connection, what.certificate(), what.key(),
                              what.chain(), 1);
}

// Only in full handshakes: a resumed one shows no certificate.
int choose_identity(SSL* connection, void* context) {
  const auto& self = *static_cast<const tls_context*>(context);
  const auto* host = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name);
  const auto& chosen = self.identity_for(host ? host : "");
  if (&chosen == &self.identities().front())
    return 1; // The context's own.
  return use(connection, chosen);
}

std::string cannot_use(const tls_files& which) {
  return "cannot use " + which.certificate + " and " + which.key + ": "
         + openssl_reason();
}

} // namespace

or_why<std::shared_ptr<const tls_context>>
tls_context::load(const tls_settings& from) {
  std::vector<tls_identity> identities;
  for (const auto& files : from.files) {
    auto one = tls_identity::load(files);
    if (!one)
      return one.error();
    identities.push_back(std::move(*one));
  }
  std::shared_ptr<tls_context> result{new tls_context{std::move(identities)}};
  if (auto wrong = result->set_up(from); !wrong.empty())
    return wrong;
  return std::shared_ptr<const tls_context>{std::move(result)};
}

tls_context::tls_context(std::vector<tls_identity> identities)
    : identities_(std::move(identities)),
      context_(SSL_CTX_new(TLS_server_method())) {
  // nop
}

std::string tls_context::set_up(const tls_settings& from) {
  auto* to = context_.get();
  if (!to)
    return "cannot use TLS: " + openssl_reason();
  SSL_CTX_set_min_proto_version(to, version_number(from.least));
  // HTTP says itself where a message ends: who closes without a farewell is
  // no attacker who cut it off.
  SSL_CTX_set_options(to, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION
                              | SSL_OP_IGNORE_UNEXPECTED_EOF);
  // An idle connection keeps no buffers for records.
  SSL_CTX_set_mode(to, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE
                           | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(to, 1);
  SSL_CTX_set_session_cache_mode(to, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(to, choose_protocol, nullptr);
  SSL_CTX_set_tlsext_servername_callback(to, accept_name);
  SSL_CTX_set_cert_cb(to, choose_identity, this);
  const auto& first = identities_.front();
  if (SSL_CTX_use_cert_and_key(to, first.certificate(), first.key(),
                               first.chain(), 1)
      != 1)
    return cannot_use(from.files.front());
  // Tried now, lest a handshake finds that one is too weak.
  for (std::size_t i = 1; i < identities_.size(); ++i)
    if (auto trial = connection(); !trial || !use(trial.get(), identities_[i]))
      return cannot_use(from.files[i]);
  return {};
}

const tls_identity&
tls_context::identity_for(const std::string& host) const noexcept {
  const auto found =
      std::find_if(identities_.begin(), identities_.end(),
                   [&host](const auto& one) { return one.is_for(host); });
  return found == identities_.end() ? identities_.front() : *found;
}

} // namespace smokehouse::http
