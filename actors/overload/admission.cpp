#include "actors/overload/admission.hpp"

namespace smokehouse::actors {

namespace {

using http::admitted;

} // namespace

void overload_limits::add_routes(std::size_t count) {
  while (per_route_ && routes.size() < count)
    routes.emplace_back(*per_route_, shards_);
}

admission::admission(std::shared_ptr<overload_limits> limits,
                     std::vector<bool> always, http::observer* next)
    : limits_(std::move(limits)),
      always_(std::move(always)),
      next_(next),
      all_(limits_->all) {
  for (auto& one : limits_->routes)
    routes_.emplace_back(one);
}

std::optional<std::chrono::seconds>
admission::refuse(const http::request& request, std::uint16_t route) noexcept {
  if (always_[route])
    return std::nullopt;
  if (!all_.enter()) {
    refused_.add();
    return http::retry_after(limits_->all.drain_time());
  }
  if (!routes_.empty() && !routes_[route].enter()) {
    all_.give_back();
    refused_by_route_.add();
    return http::retry_after(limits_->routes[route].drain_time());
  }
  // Its client may have left on another thread meanwhile.
  auto expected = admitted::not_yet;
  if (!request.data()->admission.compare_exchange_strong(expected,
                                                         admitted::yes)) {
    all_.give_back();
    if (!routes_.empty())
      routes_[route].give_back();
  }
  return std::nullopt;
}

void admission::started(const http::request& request) noexcept {
  if (next_)
    next_->started(request);
}

void admission::finished(const http::request& request,
                         const http::exchange& how) noexcept {
  if (request.data()->admission.exchange(admitted::over) == admitted::yes)
    leave(request.route(), how.duration);
  if (next_)
    next_->finished(request, how);
}

void admission::leave(std::uint16_t route, http::duration after) noexcept {
  all_.leave(after);
  if (!routes_.empty())
    routes_[route].leave(after);
}

} // namespace smokehouse::actors
