#pragma once

#include "http/types.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <string>

namespace smokehouse::app {

/// Finds out whether a port is free before the shards share it: with
/// SO_REUSEPORT alone, a second service on the same port would start without
/// an error and take half of the first one's connections.
/// @param port 0 for any free one.
/// @returns the port, free a moment ago, or why there is none.
boost::system::result<std::uint16_t> free_port(const std::string& address,
                                               std::uint16_t port);

/// What to tell whoever wanted to listen there.
std::string cannot_listen(const std::string& address, std::uint16_t port,
                          const http::error_code& why);

} // namespace smokehouse::app
