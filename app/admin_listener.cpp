#include "app/admin_listener.hpp"

#include "actors/error_response.hpp"

#include <exception>
#include <utility>
#include <variant>

namespace smokehouse::app {

namespace {

http::server_settings settings_for(std::string address, std::uint16_t port) {
  http::server_settings result;
  result.address = std::move(address);
  result.port = port;
  result.max_connections = admin_listener::max_connections;
  return result;
}

std::vector<actors::plain_view>
views_of(const std::vector<actors::route>& routes) {
  std::vector<actors::plain_view> result;
  for (const auto& one : routes)
    result.push_back(std::get<actors::plain_view>(one.function));
  return result;
}

} // namespace

admin_listener::admin_listener(std::string address, std::uint16_t port,
                               const std::vector<actors::route>& routes,
                               http::observer* access,
                               std::shared_ptr<spdlog::logger> log)
    : index_(routes),
      views_(views_of(routes)),
      log_(std::move(log)),
      server_(
          settings_for(std::move(address), port),
          [this](http::request request, http::reply reply) {
            std::move(reply).send(answer(request));
          },
          access) {}

http::response admin_listener::answer(const http::request& request) const {
  auto route = index_.find(request.path());
  if (!route)
    return actors::not_found(request);
  if (!index_.allows(*route, request.method()))
    return actors::not_allowed(request, index_.allow(*route));
  return call(*route, request);
}

http::response admin_listener::call(std::uint16_t route,
                                    const http::request& request) const {
  try {
    return views_[route](request);
  } catch (...) {
    auto reason = actors::to_error(std::current_exception());
    log_->error("{} failed: {}", request.path(), caf::to_string(reason));
    return actors::error_response(reason, request);
  }
}

} // namespace smokehouse::app
