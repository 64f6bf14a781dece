#pragma once

#include "http/client_settings.hpp"
#include "http/upstream/call.hpp"
#include "http/upstream/counters.hpp"

namespace smokehouse::http::upstream {

/// Decides which calls go out, and how often: asks the breaker and the budget
/// that the upstream's clients share, as far as there are any.
class gate {
public:
  /// Both must outlive the gate.
  gate(const client_settings& settings, counters& figures)
      : settings_(settings), figures_(figures) {}

  /// Lets a call out; false if the upstream is not to be asked now.
  bool enter(call& next);

  /// Whether a call that got no answer at all is made once more: only GETs are
  /// made, which may be. Counts it, either way.
  bool may_repeat(call& which);

  /// The call ended, with an answer of that status unless there is an error.
  void leave(call& which, error_code ec, unsigned status);

private:
  const client_settings& settings_;
  counters& figures_;
};

} // namespace smokehouse::http::upstream
