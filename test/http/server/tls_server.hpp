#pragma once

#include "http/tls_keyring.hpp"
#include "test/support/certificates.hpp"
#include "test/support/running_server.hpp"
#include "test/support/tls_layer.hpp"

#include <memory>
#include <stdexcept>

namespace smokehouse::test {

/// Made once, as it takes the time of some processes.
inline const certificates& authority_for_tests() {
  static const certificates result;
  return result;
}

/// A loaded keyring with these identities.
inline std::shared_ptr<http::tls_keyring>
keyring_of(const std::vector<certificate_pair>& pairs,
           http::tls_version least = http::tls_version::v1_2) {
  http::tls_settings settings{.files = {}, .least = least};
  for (const auto& one : pairs)
    settings.files.push_back({one.certificate, one.key});
  auto result = std::make_shared<http::tls_keyring>(std::move(settings));
  if (auto wrong = result->load(); !wrong.empty())
    throw std::runtime_error(wrong);
  return result;
}

/// Settings for a server of `localhost` that speaks TLS in place of HTTP.
inline http::server_settings with_tls(http::server_settings result = {}) {
  static const auto pair = authority_for_tests().signed_pair("localhost");
  result.tls = keyring_of({pair});
  return result;
}

/// What a client of that server expects.
inline tls_wish trusting(int version = 0) {
  return {.authority = authority_for_tests().authority(), .version = version};
}

} // namespace smokehouse::test
