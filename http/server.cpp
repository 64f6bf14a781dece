#include "http/server.hpp"

#include "http/server/acceptor.hpp"
#include "http/server/server_core.hpp"

#include <utility>

namespace smokehouse::http {

server::server(asio::io_context& loop, server_settings settings,
               handler on_request, server_counters& counters, observer* watcher)
    : core_(new server_core(loop, std::move(settings), std::move(on_request),
                            counters, watcher)),
      acceptor_(std::make_unique<acceptor>(core_)) {
  // nop
}

server::~server() {
  acceptor_->close();
  core_->end();
}

error_code server::listen() {
  return acceptor_->listen();
}

std::uint16_t server::port() const noexcept {
  return acceptor_->port();
}

void server::stop_accepting() {
  acceptor_->close();
}

void server::drain(std::function<void()> done) {
  acceptor_->close();
  core_->drain(std::move(done));
}

void server::close() {
  acceptor_->close();
  core_->close();
}

std::size_t server::connections() const noexcept {
  return core_->connections();
}

} // namespace smokehouse::http
