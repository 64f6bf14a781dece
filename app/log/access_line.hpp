#pragma once

#include "app/settings/choices.hpp"
#include "http/observer.hpp"

#include <string>
#include <string_view>

namespace smokehouse::app {

/// The text with control characters, quotes, backslashes and everything
/// beyond ASCII as `\xHH`: one client cannot forge another one's line.
std::string escape(std::string_view text);

/// The line of the access log for one request, without its newline; empty for
/// `log_format::none`. A request whose client left is a 499, as nginx has it;
/// what a malformed request lacks is `-`.
std::string access_line(log_format format, const http::request& request,
                        const http::exchange& how);

} // namespace smokehouse::app
