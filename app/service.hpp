#pragma once

#include "actors/background.hpp"
#include "actors/insight/inspector.hpp"
#include "actors/metrics/hub.hpp"
#include "actors/metrics/live_feed.hpp"
#include "actors/metrics/service_info.hpp"
#include "actors/readiness.hpp"
#include "actors/runtime/system_config.hpp"
#include "actors/supervision.hpp"
#include "app/entrance.hpp"
#include "app/listeners.hpp"
#include "app/log/access_log.hpp"
#include "app/log/logging.hpp"
#include "app/settings/load.hpp"
#include "app/shard_service.hpp"
#include "app/stop_report.hpp"
#include "app/upstream_link.hpp"

#include <caf/actor_system.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smokehouse::app {

/// The whole service, from its settings to its listeners: what `main` runs and
/// what a test can run inside itself.
class service {
public:
  /// Changes the configuration of the actor system before there is one.
  using system_preparation = std::function<void(caf::actor_system_config&)>;

  /// Starts the actors; nothing listens yet.
  /// @param prepare For who looks into the actors, or makes them fail.
  service(configuration config, logging& log,
          const system_preparation& prepare = {});

  service(const service&) = delete;
  service& operator=(const service&) = delete;

  /// Ends everything: connections are closed, background jobs dropped. Waits
  /// for blocking jobs, however long they take.
  ~service();

  /// Serves.
  /// @returns what is wrong, or nothing.
  std::optional<std::string> start();

  /// Where it listens, and with which certificates.
  const listeners& listening() const noexcept {
    return listeners_;
  }

  /// That of the admin listener, if there is one, after `start`.
  std::optional<std::uint16_t> admin_port() const;

  /// Stops accepting and becomes not ready; what is in flight goes on, and so
  /// does the admin listener.
  /// @param done Called once, on any thread, when the last connection is closed
  ///             and the last job done.
  void drain(std::function<void()> done);

  /// What has not ended.
  work_left left() const;

  /// What has ended, in numbers.
  work_done done() const;

private:
  http::observer* access_observer();
  shard_context context_for(actors::shard& shard);
  std::vector<actors::live_part> live_parts();
  void publish_metrics();
  void inspect();

  configuration config_;
  logging& log_;
  access_log access_;
  listeners listeners_;
  upstream_link upstream_;
  actors::readiness readiness_;
  actors::service_info_source info_;
  actors::system_config system_config_;
  std::optional<caf::actor_system> system_;
  std::optional<actors::metrics_hub> hub_;
  std::optional<actors::inspector> insight_;
  std::optional<actors::live_feed> live_;
  std::optional<entrance> entrance_;
  std::shared_ptr<actors::background_list> jobs_;
  std::optional<pools> pools_;
  /// Of what the shards share.
  std::optional<actors::supervision> supervision_;
  std::shared_ptr<http::connection_limit> connections_;
  std::shared_ptr<actors::overload_limits> limits_;
  std::vector<std::unique_ptr<shard_service>> shards_;
};

} // namespace smokehouse::app
