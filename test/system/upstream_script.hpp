#pragma once

#include "test/support/scripted_peer.hpp"
#include "test/system/service.hpp"

#include <chrono>
#include <string>

/// Upstreams that misbehave, and options for a service that has such a one.
namespace smokehouse::test {

/// Quick, with that upstream.
options with_upstream(const std::string& url, const options& more = {});

/// Says the same to every request.
scripted_peer::script always(std::string text);

/// Likewise, but takes its time for each.
scripted_peer::script after(std::chrono::milliseconds time, std::string text);

/// Breaks the connection off when something has come.
asio::awaitable<void> reset(tcp::socket& socket, unsigned nth);

/// Takes everything, and says nothing.
asio::awaitable<void> hang(tcp::socket& socket, unsigned nth);

/// Says this, and then breaks the connection off.
scripted_peer::script reset_after(std::string text);

/// Says this, and then nothing more.
scripted_peer::script hang_after(std::string text);

/// Sends a body that has no end.
asio::awaitable<void> endless(tcp::socket& socket, unsigned nth);

} // namespace smokehouse::test
