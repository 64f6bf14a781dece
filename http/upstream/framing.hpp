#pragma once

#include "http/client_response.hpp"

namespace smokehouse::http::upstream {

/// Whether everybody agrees on where an answer ends, and so on whose the bytes
/// behind it are: one length of digits, or the one coding `chunked` of
/// HTTP/1.1. Beast lets more pass. Nor may it switch to another protocol, which
/// nobody asked for, or have a status that is none.
bool is_well_framed(const client_response::message& answer);

} // namespace smokehouse::http::upstream
