#pragma once

#include "app/certificates.hpp"
#include "app/settings/settings.hpp"
#include "app/shard_service.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smokehouse::app {

/// Where the service listens, on every shard: HTTP, HTTPS in its place, or both
/// on a port each.
class listeners {
public:
  /// @param wanted Outlives it.
  listeners(const settings& wanted, std::shared_ptr<spdlog::logger> log);

  listeners(const listeners&) = delete;
  listeners& operator=(const listeners&) = delete;

  /// Reads the certificates, if there are to be any. Before all else.
  /// @returns what is wrong, or nothing.
  std::optional<std::string> read_certificates() {
    return certificates_->read();
  }

  /// Has each shard listen.
  /// @returns what is wrong, or nothing.
  std::optional<std::string>
  start(const std::vector<std::unique_ptr<shard_service>>& shards);

  /// After `start`: the URL of the main listener, whatever it speaks.
  std::string url() const;

  /// That of HTTPS, if it has a port beside HTTP's.
  std::optional<std::string> tls_url() const;

  std::shared_ptr<certificates> shown() const {
    return certificates_;
  }

private:
  bool beside() const {
    return wanted_.tls.on() && wanted_.tls.port;
  }

  std::optional<std::string> find_ports();
  std::optional<std::string> find_port(std::uint16_t wanted,
                                       std::uint16_t& found) const;
  http::server_settings settings_for(std::size_t shards) const;

  const settings& wanted_;
  std::shared_ptr<certificates> certificates_;
  std::uint16_t port_ = 0;
  std::uint16_t tls_port_ = 0;
};

} // namespace smokehouse::app
