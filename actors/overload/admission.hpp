#pragma once

#include "actors/overload/in_flight_limit.hpp"
#include "http/observer.hpp"
#include "http/server_counters.hpp"

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace smokehouse::actors {

/// The limits of a service, for all its shards together.
struct overload_limits {
  /// @param in_flight Requests of all routes.
  /// @param per_route Those of each route, if that is limited too.
  overload_limits(std::size_t in_flight, std::optional<std::size_t> per_route,
                  std::size_t shards)
      : all(in_flight, shards), per_route_(per_route), shards_(shards) {
    // nop
  }

  /// Each shard has the same routes; before it makes its `admission`.
  void add_routes(std::size_t count);

  in_flight_limit all;
  /// By the index of the route; empty without such a limit.
  std::deque<in_flight_limit> routes;

private:
  std::optional<std::size_t> per_route_;
  std::size_t shards_;
};

/// Lets the requests of a shard in, or says when to try again. A request that
/// was let in has its place until it ends.
class admission final : public http::observer {
public:
  /// @param always The routes that are answered however much there is to do.
  /// @param next Is told of everything too, afterwards; may be null.
  admission(std::shared_ptr<overload_limits> limits, std::vector<bool> always,
            http::observer* next);

  /// Takes a place for a request, or says in how long those that have the
  /// places now will be done, by how long requests took of late. Once for each
  /// request, on any thread, one call at a time.
  std::optional<std::chrono::seconds> refuse(const http::request& request,
                                             std::uint16_t route) noexcept;

  void started(const http::request& request) noexcept override;
  void finished(const http::request& request,
                const http::exchange& how) noexcept override;

  /// Requests refused so far: by the limit for all, and by their route's.
  const http::counter& refused() const noexcept {
    return refused_;
  }
  const http::counter& refused_by_route() const noexcept {
    return refused_by_route_;
  }

private:
  using share = in_flight_limit::share;

  void leave(std::uint16_t route, http::duration after) noexcept;

  std::shared_ptr<overload_limits> limits_;
  std::vector<bool> always_;
  http::observer* next_;
  share all_;
  std::deque<share> routes_;
  http::counter refused_;
  http::counter refused_by_route_;
};

} // namespace smokehouse::actors
