#pragma once

#include "http/client_response.hpp"
#include "http/client_settings.hpp"
#include "http/url.hpp"

namespace smokehouse::http {

/// GETs `from` and waits for the answer, at most `settings.request_timeout`:
/// for code on a thread that may block. Throws as `client::get` does.
client_response blocking_get(const url& from, client_settings settings);

} // namespace smokehouse::http
