#pragma once

#include "http/error.hpp"

#include <array>
#include <cstdint>

namespace smokehouse::http {

/// What a client is doing and has done. The figures are read one by one while
/// the client works: each is true, but they need not be of the same instant.
struct client_stats {
  /// Connections there are: `busy`, `idle`, and those being made.
  std::uint64_t open = 0;
  std::uint64_t busy = 0;
  std::uint64_t idle = 0;

  /// Requests that wait for a connection now.
  std::uint64_t waiting = 0;

  /// Requests so far, and how they ended. What is left is in flight.
  std::uint64_t requests = 0;
  std::uint64_t answered = 0;
  std::uint64_t failures = 0;
  std::uint64_t cancelled = 0;

  /// The failures, in the order of `call_errors`.
  std::array<std::uint64_t, call_errors.size()> failures_by_error = {};

  /// Those among the answers whose status was 500 or above.
  std::uint64_t status_5xx = 0;

  /// Requests that were sent on a connection used before, those sent once more
  /// because the peer gave no answer at all, and those for which the budget had
  /// no second attempt left.
  std::uint64_t reused = 0;
  std::uint64_t retried = 0;
  std::uint64_t retries_refused = 0;

  /// Connections made so far.
  std::uint64_t connects = 0;
};

} // namespace smokehouse::http
