#pragma once

#include "http/types.hpp"

#include <optional>
#include <string_view>

namespace smokehouse::http {

/// Whether a text may be the value of `Host`: a name or an address, and a port
/// of digits. It may be empty (RFC 9112, 3.2); a comma, which joined fields
/// have, may not be in it.
bool is_authority(std::string_view text) noexcept;

/// Whether a target is what its method takes (RFC 9112, 3.2): a path; `*` for
/// OPTIONS; or a whole http or https URL, which may name no other host than
/// `host`, the value of `Host` if there is that field.
bool is_target(http::method asked, std::string_view target,
               std::optional<std::string_view> host) noexcept;

} // namespace smokehouse::http
