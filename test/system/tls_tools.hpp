#pragma once

#include "test/support/certificates.hpp"
#include "test/system/invocation.hpp"
#include "test/system/service.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace smokehouse::test {

/// The authority that the tests trust.
const certificates& trusted();

/// Options that serve HTTPS with these identities.
options https_with(const std::vector<certificate_pair>& pairs);

/// The same, beside HTTP.
options https_beside_http(const std::vector<certificate_pair>& pairs);

/// Runs curl for `https://HOST:PORT/`, resolved to this machine. It trusts the
/// authority and nobody else; its exit code is 60 where that does not do.
invocation curl(std::uint16_t port, const options& more = {},
                const std::string& host = "localhost");

/// Runs `openssl s_client`, which sends a GET and waits for the server to
/// close.
invocation s_client(std::uint16_t port, const std::string& more);

/// Whether a line of its output holds that.
bool says(const invocation& what, const std::string& part);

} // namespace smokehouse::test
