#pragma once

#include "actors/insight/request_log.hpp"
#include "actors/metrics/route_observer.hpp"
#include "actors/route.hpp"
#include "actors/runtime/shard.hpp"
#include "actors/supervision.hpp"
#include "app/shard_context.hpp"
#include "http/server.hpp"
#include "http/server_counters.hpp"

#include <spdlog/logger.h>

#include <functional>
#include <memory>
#include <optional>

namespace smokehouse::app {

/// The service's part on one shard: its listener, its front, its views and
/// fetchers, all kept alive by a supervisor.
class shard_service {
public:
  /// @param access Is told of every request's end; may be null.
  shard_service(actors::shard& shard, shard_context context,
                http::observer* access, std::shared_ptr<spdlog::logger> log);

  shard_service(const shard_service&) = delete;
  shard_service& operator=(const shard_service&) = delete;

  /// Closes everything; waits for the shard's thread to have done it.
  ~shard_service();

  /// Listens on the shard's thread, within the limit of connections that all
  /// shards have together.
  http::error_code listen(http::server_settings settings);

  /// The requests of its server.
  std::shared_ptr<const actors::request_log> requests() const {
    return requests_;
  }

  /// The paths of its routes, by index.
  const std::vector<std::string>& paths() const {
    return paths_;
  }

  /// See `http::server::drain`; `done` is called on the shard's thread.
  void drain(std::function<void()> done);

  const http::server_counters& counters() const {
    return counters_;
  }

private:
  void start_actors(std::vector<actors::route> table,
                    std::shared_ptr<spdlog::logger> log);

  template <class F>
  void on_shard(F f);

  actors::shard& shard_;
  shard_context context_;
  http::server_counters counters_;
  std::vector<std::string> paths_;
  std::shared_ptr<actors::request_log> requests_;
  // Shared with the front, which may outlive this.
  std::shared_ptr<actors::admission> admission_;
  std::shared_ptr<actors::route_observer> observer_;
  actors::live_handle<actors::view> front_;
  std::optional<actors::supervision> supervision_;
  std::optional<http::server> server_;
};

} // namespace smokehouse::app
