#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace smokehouse::app {

/// What clients of a listener begin their URLs with: `http://[::1]:8000`.
std::string listen_url(std::string_view scheme, const std::string& address,
                       std::uint16_t port);

} // namespace smokehouse::app
