#pragma once

#include <caf/default_enum_inspect.hpp>
#include <caf/error.hpp>
#include <caf/is_error_code_enum.hpp>
#include <caf/type_id.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <string>

namespace smokehouse::actors {

/// Why an actor could not do what it was asked. `status_of` maps each to its
/// HTTP status.
enum class error : std::uint8_t {
  /// A defect of ours: an exception nobody expected.
  bug = 1,
  /// A pool's threads and its queue are full.
  overloaded,
  /// The actor is being restarted or in quarantine, or the service is stopping.
  unavailable,
  /// The upstream refused, broke off, or answered nonsense or 5xx.
  upstream_failed,
  /// The upstream did not answer in time.
  upstream_late,
  /// The upstream failed too often: its circuit breaker is open.
  circuit_open,
};

/// `overloaded`, which is over by then.
caf::error overloaded(std::chrono::seconds retry_after);

/// `circuit_open`, which is over by then.
caf::error circuit_open(std::chrono::seconds retry_after);

/// `unavailable`, which is over by then.
caf::error unavailable(std::chrono::seconds retry_after);

/// When to try again, as the error says it; else in a second.
std::chrono::seconds retry_after(const caf::error& reason);

/// The enumerator's name.
std::string to_string(error code);

/// What an error is, without its context: the name of an enumerator of `error`,
/// `caf::sec` or `caf::exit_reason`, else `other`.
std::string code_name(const caf::error& reason);

/// What CAF asks of an error enum.
bool from_string(caf::string_view text, error& code);
bool from_integer(std::uint8_t value, error& code);

template <class Inspector>
bool inspect(Inspector& f, error& code) {
  return caf::default_enum_inspect(f, code);
}

/// An exception as the error of the request that it ended: a `failed` keeps its
/// reason, the client's errors become `upstream_failed`, `upstream_late` or
/// `circuit_open`, a cancelled wait `unavailable`, and everything else is a
/// `bug`, with `what()` in its context.
caf::error to_error(std::exception_ptr thrown);

} // namespace smokehouse::actors
