#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace smokehouse::test {

/// Waits until somebody listens on a loopback port, at most `bound`.
bool wait_for_port(unsigned short port, std::chrono::milliseconds bound);

/// A port of the loopback interface that was free a moment ago: for programs
/// that cannot choose one themselves.
unsigned short free_port();

/// An IPv4 address of this machine beside those of the loopback interface;
/// nothing if it has none.
std::optional<std::string> outer_address();

} // namespace smokehouse::test
