#include "http/upstream/gate.hpp"

#include "http/retry_budget.hpp"
#include "http/upstream/verdict.hpp"

#include <utility>

namespace smokehouse::http::upstream {

bool gate::enter(call& next) {
  if (settings_.breaker) {
    auto pass = settings_.breaker->enter(clock::now());
    if (!pass)
      return false;
    next.pass = std::move(*pass);
  }
  if (settings_.retries)
    settings_.retries->earn();
  return true;
}

bool gate::may_repeat(call& which) {
  if (which.retried || !which.pass.may_repeat())
    return false;
  if (settings_.retries && !settings_.retries->spend(clock::now())) {
    figures_.retries_refused.add_one();
    return false;
  }
  figures_.retried.add_one();
  which.retried = true;
  return true;
}

void gate::leave(call& which, error_code ec, unsigned status) {
  figures_.ended(ec, status);
  if (settings_.breaker)
    which.pass.end(verdict_of(ec, status), clock::now());
}

} // namespace smokehouse::http::upstream
