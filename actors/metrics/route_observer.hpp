#pragma once

#include "actors/metrics/hub.hpp"
#include "http/observer.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace smokehouse::actors {

/// Counts one shard's requests by route, as families `smokehouse.http.route-*`
/// and `smokehouse.http.request-duration` with the labels `route` and `shard`.
/// A request allocates nothing here and takes no lock.
class route_observer final : public http::observer {
public:
  /// Label of requests that no route was found for.
  static constexpr const char* no_route = "(none)";

  /// @param paths Of the routes: a request's index counts among them.
  /// @param next Is told of every end too, afterwards; may be null.
  route_observer(metrics_hub& hub, std::size_t shard,
                 std::span<const std::string> paths,
                 http::observer* next = nullptr);

  ~route_observer() override;

  /// The front of this shard found a route and was the first to mark its
  /// request with it (`http::request::mark_route`). May run on any thread, one
  /// call at a time.
  void routed(std::uint16_t route) noexcept;

  /// Called by the shard's server.
  void started(const http::request& request) noexcept override;

  /// Called by the shard's server.
  void finished(const http::request& request,
                const http::exchange& how) noexcept override;

private:
  struct counts;
  struct table;

  /// Shared with the publisher, which may outlive the observer.
  std::shared_ptr<table> table_;
  http::observer* next_;
};

} // namespace smokehouse::actors
