#include "app/listeners.hpp"

#include "app/listen_url.hpp"
#include "app/port_probe.hpp"

namespace smokehouse::app {

namespace {

http::server_settings limits_of(const http_settings& from) {
  http::server_settings result;
  result.address = from.address;
  result.max_connections = from.max_connections;
  result.max_header_bytes = from.max_header_bytes;
  result.max_body_bytes = from.max_body_bytes;
  result.header_timeout = from.header_timeout;
  result.body_timeout = from.body_timeout;
  result.idle_timeout = from.idle_timeout;
  result.write_timeout = from.write_timeout;
  result.request_timeout = from.request_timeout;
  result.max_request_timeout = from.max_request_timeout;
  result.max_pipelined = from.max_pipelined;
  result.server_timing = from.server_timing;
  result.io_uring = from.io_uring;
  return result;
}

} // namespace

listeners::listeners(const settings& wanted,
                     std::shared_ptr<spdlog::logger> log)
    : wanted_(wanted),
      certificates_(
          std::make_shared<certificates>(wanted.tls, std::move(log))) {
  // nop
}

std::optional<std::string>
listeners::start(const std::vector<std::unique_ptr<shard_service>>& shards) {
  if (auto wrong = find_ports())
    return wrong;
  for (const auto& shard : shards)
    if (auto error = shard->listen(settings_for(shards.size())))
      return cannot_listen(wanted_.http.address, port_, error);
  return std::nullopt;
}

std::optional<std::string> listeners::find_ports() {
  // Two free ones may be one and the same.
  do {
    if (auto wrong = find_port(wanted_.http.port, port_))
      return wrong;
    if (!beside())
      return std::nullopt;
    if (auto wrong = find_port(*wanted_.tls.port, tls_port_))
      return wrong;
  } while (tls_port_ == port_);
  return std::nullopt;
}

std::optional<std::string> listeners::find_port(std::uint16_t wanted,
                                                std::uint16_t& found) const {
  const auto port = free_port(wanted_.http.address, wanted);
  if (!port)
    return cannot_listen(wanted_.http.address, wanted, port.error());
  found = *port;
  return std::nullopt;
}

http::server_settings listeners::settings_for(std::size_t shards) const {
  auto result = limits_of(wanted_.http);
  result.port = port_;
  result.reuse_port = shards > 1;
  result.tls = certificates_->keyring();
  if (beside())
    result.tls_port = tls_port_;
  return result;
}

std::string listeners::url() const {
  const auto secure = wanted_.tls.on() && !beside();
  return listen_url(secure ? "https" : "http", wanted_.http.address, port_);
}

std::optional<std::string> listeners::tls_url() const {
  if (!beside())
    return std::nullopt;
  return listen_url("https", wanted_.http.address, tls_port_);
}

} // namespace smokehouse::app
