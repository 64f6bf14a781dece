#include "app/access/secret.hpp"

#include <boost/algorithm/hex.hpp>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <iterator>

namespace smokehouse::app::access {

namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

secret::secret(std::string_view token) : token_(digest_of(token)) {
  // nop
}

bool secret::is(std::string_view text) const {
  return same(token_, digest_of(text));
}

std::string secret::sign(std::string_view text) const {
  digest made{};
  ::HMAC(::EVP_sha256(), token_.data(), static_cast<int>(token_.size()),
         bytes_of(text), text.size(), made.data(), nullptr);
  std::string result;
  boost::algorithm::hex_lower(made, std::back_inserter(result));
  return result;
}

bool secret::signed_so(std::string_view text,
                       std::string_view signature) const {
  return same(digest_of(sign(text)), digest_of(signature));
}

secret::digest secret::digest_of(std::string_view text) {
  digest result{};
  ::SHA256(bytes_of(text), text.size(), result.data());
  return result;
}

bool secret::same(const digest& a, const digest& b) {
  return ::CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace smokehouse::app::access
