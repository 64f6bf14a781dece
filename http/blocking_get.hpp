#pragma once

#include "http/client.hpp"
#include "http/url.hpp"

namespace smokehouse::http {

/// GETs `from` and waits for the answer, at most `settings.request_timeout`:
/// for code on a thread that may block. Throws as `client::get` does.
client_response blocking_get(const url& from, client_settings settings,
                             get_options options = {});

} // namespace smokehouse::http
