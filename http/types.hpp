#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/verb.hpp>

#include <chrono>

/// HTTP/1.1 over Asio and Beast: messages, server and client.
namespace smokehouse::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

using asio::ip::tcp;
using boost::system::error_code;

/// The request methods that have a name of their own.
using method = beast::http::verb;

/// The status codes of RFC 9110.
using status = beast::http::status;

/// All times inside the library are steady; only `Date` is wall-clock time.
using clock = std::chrono::steady_clock;
using time_point = clock::time_point;
using duration = clock::duration;

} // namespace smokehouse::http
