#include "http/server_counters.hpp"

namespace smokehouse::http {

request_counts&
request_counts::operator+=(const request_counts& other) noexcept {
  accepted += other.accepted;
  answered += other.answered;
  shed += other.shed;
  cancelled += other.cancelled;
  in_flight += other.in_flight;
  return *this;
}

request_counts server_counters::requests() const noexcept {
  request_counts result;
  result.answered = answered.get();
  result.shed = shed.get();
  result.cancelled = cancelled.get();
  result.accepted = accepted.get();
  result.in_flight =
      result.accepted - result.answered - result.shed - result.cancelled;
  return result;
}

} // namespace smokehouse::http
