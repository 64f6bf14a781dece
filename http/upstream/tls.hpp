#pragma once

#include "http/types.hpp"
#include "http/url.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <memory>
#include <string>

/// The inside of the client: one upstream's connections and requests.
namespace smokehouse::http::upstream {

/// What all TLS connections to one upstream share: TLS 1.2 or newer, trust in
/// the system's authorities and in those of `ca_file`. Null for plain HTTP.
/// Throws `boost::system::system_error` if `ca_file` cannot be used.
std::shared_ptr<asio::ssl::context>
make_tls_context(const url& to, const std::string& ca_file);

/// Makes a connection verify that the peer is `host`, and tell it which host
/// is meant (SNI) unless that is an address.
void expect_host(asio::ssl::stream<tcp::socket&>& tls, const std::string& host);

/// What a handshake that ended with `ec` means to the caller.
error_code handshake_error(error_code ec);

} // namespace smokehouse::http::upstream
