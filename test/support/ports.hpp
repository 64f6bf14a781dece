#pragma once

#include <chrono>

namespace smokehouse::test {

/// Waits until somebody listens on a loopback port, at most `bound`.
bool wait_for_port(unsigned short port, std::chrono::milliseconds bound);

/// A port of the loopback interface that was free a moment ago: for programs
/// that cannot choose one themselves.
unsigned short free_port();

} // namespace smokehouse::test
