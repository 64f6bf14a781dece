#pragma once

#include "http/request.hpp"
#include "http/response.hpp"

#include <string>

namespace smokehouse::app::access {

/// 303: the client goes on with a GET of that path. Nobody keeps the answer.
http::response see_other(std::string path);

/// 401 as RFC 9457 has it.
http::response unauthorized(const http::request& request);

/// Makes an answer a 401 of the scheme that this service knows.
void ask_for_token(http::response& answer);

} // namespace smokehouse::app::access
