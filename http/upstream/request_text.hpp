#pragma once

#include "http/error.hpp"
#include "http/url.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smokehouse::http::upstream {

/// A GET for `suffix` below `to`, as it travels. Errors: `bad_request` where
/// the target or a header holds what would break the framing.
boost::system::result<std::string>
request_text(const url& to, std::string_view suffix,
             const std::vector<std::pair<std::string, std::string>>& headers);

} // namespace smokehouse::http::upstream
