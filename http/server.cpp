#include "http/server.hpp"

#include "http/server/acceptor.hpp"
#include "http/server/server_core.hpp"

#include <utility>

namespace smokehouse::http {

server::server(asio::io_context& loop, server_settings settings,
               handler on_request, server_counters& counters, observer* watcher)
    : core_(new server_core(loop, std::move(settings), std::move(on_request),
                            counters, watcher)),
      main_(std::make_unique<acceptor>(core_)),
      secure_(std::make_unique<acceptor>(core_)) {
  // nop
}

server::~server() {
  stop_accepting();
  core_->end();
}

error_code server::listen() {
  const auto& wanted = core_->settings;
  if (!wanted.tls || !wanted.tls_port)
    return main_->listen(wanted.port, wanted.tls);
  if (auto ec = secure_->listen(*wanted.tls_port, wanted.tls))
    return ec;
  return main_->listen(wanted.port, nullptr);
}

std::uint16_t server::port() const noexcept {
  return main_->port();
}

std::uint16_t server::tls_port() const noexcept {
  return secure_->port();
}

void server::stop_accepting() {
  main_->close();
  secure_->close();
}

void server::drain(std::function<void()> done) {
  stop_accepting();
  core_->drain(std::move(done));
}

void server::close() {
  stop_accepting();
  core_->close();
}

std::size_t server::connections() const noexcept {
  return core_->connections();
}

} // namespace smokehouse::http
