#pragma once

#include "http/types.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>

namespace smokehouse::http {

/// What TLS connections of clients share: TLS 1.2 or newer, trust in the
/// system's authorities and, unless it is empty, in those of `ca_file`, which
/// is PEM. Clients on several threads may use it. Throws
/// `boost::system::system_error` if the file cannot be used.
std::shared_ptr<asio::ssl::context> client_tls(const std::string& ca_file);

} // namespace smokehouse::http
