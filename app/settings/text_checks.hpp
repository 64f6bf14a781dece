#pragma once

#include <string>

namespace smokehouse::app {

// Each answers what is wrong with the text, or "".

/// Not empty, and without control characters: it is printed on one line.
std::string check_printable(const std::string& text);

/// An IPv4 or IPv6 address, numeric.
std::string check_ip_address(const std::string& text);

/// The same, or nothing.
std::string check_ip_address_or_none(const std::string& text);

/// A path as `check_printable`, or nothing; whether there is such a file does
/// not matter.
std::string check_path_or_none(const std::string& text);

/// `embedded`, or a URL that `http::url` takes.
std::string check_upstream_url(const std::string& text);

} // namespace smokehouse::app
