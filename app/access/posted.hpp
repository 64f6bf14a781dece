#pragma once

#include "http/request.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace smokehouse::app::access {

/// A text that the body of a request carries under a name: as a member of a
/// JSON object where `Content-Type` is `application/json`, else as a field of
/// a form (`application/x-www-form-urlencoded`). Nothing where it is missing,
/// or the body malformed.
std::optional<std::string> posted(const http::request& request,
                                  std::string_view name);

} // namespace smokehouse::app::access
