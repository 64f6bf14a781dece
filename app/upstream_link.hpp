#pragma once

#include "actors/metrics/hub.hpp"
#include "app/embedded_upstream.hpp"
#include "app/settings/settings.hpp"
#include "app/upstream.hpp"
#include "http/client_settings.hpp"
#include "http/url.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <spdlog/logger.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smokehouse::app {

/// The service's way to its upstream: where that is, what all clients of it
/// share, and these clients.
class upstream_link {
public:
  /// The breaker's changes of state go to `log`.
  upstream_link(const upstream_settings& settings,
                std::shared_ptr<spdlog::logger> log);

  /// Finds out where the upstream is, and starts the embedded one if it is
  /// that.
  /// @returns what is wrong, or nothing.
  std::optional<std::string> open();

  /// Where it is, after `open`.
  const http::url& url() const {
    return *url_;
  }

  /// A new client on an executor, one of as many as `clients`.
  upstream connect(boost::asio::any_io_executor executor, std::size_t clients);

  /// For code that blocks, and makes a client for each call.
  const http::client_settings& for_blocking() const {
    return shared_;
  }

  /// Publishes the figures of the clients there are, and of the breaker.
  void publish(actors::metrics_hub& hub) const;

  /// Lets go of the clients.
  void close() {
    clients_.clear();
  }

private:
  std::optional<std::string> read_authorities();

  upstream_settings settings_;
  http::client_settings shared_;
  embedded_upstream embedded_;
  std::optional<http::url> url_;
  std::vector<upstream> clients_;
};

} // namespace smokehouse::app
