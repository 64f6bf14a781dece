#pragma once

#include <boost/asio/awaitable.hpp>

namespace smokehouse::actors {

/// What a waiting view or fetcher returns: an Asio coroutine, so that
/// everything that Asio offers can be awaited in it.
template <class T = void>
using task = boost::asio::awaitable<T>;

} // namespace smokehouse::actors
