#include "app/access/secret.hpp"

#include <doctest/doctest.h>

using smokehouse::app::access::secret;

namespace {

const std::string token = "correct-horse-battery";

} // namespace

TEST_CASE("a secret knows its token, and no other text") {
  secret known{token};
  CHECK(known.is(token));
  CHECK_FALSE(known.is(""));
  CHECK_FALSE(known.is("correct-horse-batterx"));
  CHECK_FALSE(known.is(token + "x"));
  CHECK_FALSE(known.is(token.substr(1)));
}

TEST_CASE("a signature holds for its text and its token") {
  secret known{token};
  auto signature = known.sign("text");
  // From openssl dgst -sha256 -mac HMAC, the key being the token's SHA-256.
  CHECK(signature
        == "4435069902518ab4fe3aff91dc07decc"
           "fa254a28772b5e91ab440e50eb2bf10f");
  CHECK(known.signed_so("text", signature));
  CHECK_FALSE(known.signed_so("text.", signature));
  CHECK_FALSE(known.signed_so("text", ""));
  CHECK_FALSE(known.signed_so("text", signature.substr(1)));
  CHECK_FALSE(secret{token + "2"}.signed_so("text", signature));
}
