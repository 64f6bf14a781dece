#include "http/upstream/counters.hpp"

#include <boost/asio/error.hpp>

namespace smokehouse::http::upstream {

void counters::ended(error_code ec, unsigned status) noexcept {
  if (ec == asio::error::operation_aborted)
    return cancelled.add_one();
  if (!ec) {
    answered.add_one();
    if (status >= 500)
      status_5xx.add_one();
    return;
  }
  failures.add_one();
  for (std::size_t i = 0; i < call_errors.size(); ++i)
    if (ec == call_errors[i])
      failures_by_error[i].add_one();
}

client_stats counters::snapshot() const noexcept {
  client_stats result{.open = open.get(),
                      .busy = busy.get(),
                      .idle = idle.get(),
                      .waiting = waiting.get(),
                      .requests = requests.get(),
                      .answered = answered.get(),
                      .failures = failures.get(),
                      .cancelled = cancelled.get(),
                      .status_5xx = status_5xx.get(),
                      .reused = reused.get(),
                      .retried = retried.get(),
                      .retries_refused = retries_refused.get(),
                      .connects = connects.get()};
  for (std::size_t i = 0; i < call_errors.size(); ++i)
    result.failures_by_error[i] = failures_by_error[i].get();
  return result;
}

} // namespace smokehouse::http::upstream
