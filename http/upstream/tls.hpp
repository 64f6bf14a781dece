#pragma once

#include "http/client_settings.hpp"
#include "http/types.hpp"
#include "http/url.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <memory>
#include <string>

/// The inside of the client: one upstream's connections and requests.
namespace smokehouse::http::upstream {

/// What the TLS connections to an upstream share: that of the settings, or else
/// one that trusts as they say. Null for plain HTTP. Throws as `client_tls`.
std::shared_ptr<asio::ssl::context>
tls_context_for(const url& to, const client_settings& settings);

/// Makes a connection verify that the peer is `host`, and tell it which host
/// is meant (SNI) unless that is an address.
void expect_host(asio::ssl::stream<tcp::socket&>& tls, const std::string& host);

/// What a handshake that ended with `ec` means to the caller.
error_code handshake_error(error_code ec);

} // namespace smokehouse::http::upstream
