#pragma once

#include "app/settings/settings.hpp"

#include <string>

namespace smokehouse::app {

/// Whether the keys of TLS go together: each certificate with a key, a port
/// only with a certificate, and not that of HTTP. Answers what is wrong, or "".
std::string check_tls(const settings& all);

} // namespace smokehouse::app
