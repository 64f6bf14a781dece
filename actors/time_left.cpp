#include "actors/time_left.hpp"

#include <algorithm>
#include <chrono>

namespace smokehouse::actors {

caf::timespan time_left(const http::request& request) {
  auto left = request.deadline() - std::chrono::steady_clock::now();
  return std::clamp<caf::timespan>(left, std::chrono::milliseconds{1},
                                   std::chrono::hours{1});
}

} // namespace smokehouse::actors
