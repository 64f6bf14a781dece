#pragma once

#include "http/request.hpp"

namespace smokehouse::app::access {

/// Whether a request comes from a loopback address, and no proxy on this
/// machine passed it on for somebody else (`Forwarded`, `X-Forwarded-*`, `Via`
/// or `X-Real-IP`).
bool is_local(const http::request& request);

/// Whether it was asked for by a name that anybody can give to an address:
/// `Host` has a dot and is no address, nor below `localhost`. A page elsewhere
/// can have such a name point to this machine, and then a browser takes the
/// service for a part of that page ("DNS rebinding").
bool by_public_name(const http::request& request);

/// Whether no page of another origin sent it, by what browsers tell:
/// `Sec-Fetch-Site`, and where that is missing `Origin`, which has to be that
/// of `Host`. Who sends neither is no browser.
bool same_origin(const http::request& request);

} // namespace smokehouse::app::access
