#include "http/server/acceptor.hpp"

#include "http/server/session.hpp"
#include "http/server/tls_channel.hpp"

#include <boost/asio/ip/address.hpp>

#include <cerrno>
#include <string>
#include <sys/socket.h>
#include <sys/uio.h>

namespace smokehouse::http {

namespace {

using namespace std::chrono_literals;

// How long to wait when the process is out of descriptors (or memory): the
// waiting connection keeps the listening socket readable, and trying again at
// once would spin.
constexpr duration out_of_descriptors_pause = 50ms;

// After so many the other connections have their turn.
constexpr int accepts_at_a_time = 64;

// For connections beyond `max_connections`.
std::string refusal(std::chrono::seconds later) {
  return "HTTP/1.1 503 Service Unavailable\r\n"
         "Server: smokehouse\r\n"
         "Connection: close\r\n"
         "Retry-After: "
         + std::to_string(later.count())
         + "\r\n"
           "Content-Type: application/problem+json\r\n"
           "Content-Length: 101\r\n"
           "\r\n"
           R"({"type":"about:blank","title":"Service Unavailable",)"
           R"("status":503,"detail":"too many connections now"})";
}

void refuse(socket connection, std::string text) {
  const iovec bytes{text.data(), text.size()};
  connection.write({&bytes, 1});
  connection.shutdown_write();
  // What was read does not turn the close into a reset.
  char ignored[4096];
  connection.read(ignored);
}

error_code share_port(int descriptor) {
  const int on = 1;
  if (::setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0)
    return {errno, boost::system::system_category()};
  return {};
}

} // namespace

acceptor::state::state(boost::intrusive_ptr<server_core> shared)
    : core(std::move(shared)), listening(core->loop), pause(core->loop) {
  // nop
}

acceptor::acceptor(boost::intrusive_ptr<server_core> core)
    : state_(std::make_shared<state>(std::move(core))) {
  // nop
}

error_code acceptor::listen(std::uint16_t port,
                            std::shared_ptr<const tls_keyring> tls) {
  state_->tls = std::move(tls);
  const auto& settings = state_->core->settings;
  error_code ec = state_->core->descriptors->error();
  if (ec)
    return ec;
  const auto address = asio::ip::make_address(settings.address, ec);
  if (ec)
    return ec;
  const tcp::endpoint where(address, port);
  auto& socket = state_->listening;
  auto attempt = [&ec](auto&& step) {
    if (!ec)
      step();
  };
  attempt([&] { socket.open(where.protocol(), ec); });
  attempt([&] { socket.set_option(tcp::acceptor::reuse_address(true), ec); });
  if (settings.reuse_port)
    attempt([&] { ec = share_port(socket.native_handle()); });
  attempt([&] { socket.bind(where, ec); });
  attempt(
      [&] { socket.listen(asio::socket_base::max_listen_connections, ec); });
  attempt([&] { socket.non_blocking(true, ec); });
  attempt([&] { port_ = socket.local_endpoint(ec).port(); });
  if (ec)
    close();
  else
    wait(state_);
  return ec;
}

void acceptor::close() {
  error_code ignored;
  state_->listening.close(ignored);
  state_->pause.cancel();
}

void acceptor::wait(std::shared_ptr<state> self) {
  auto& socket = self->listening;
  socket.async_wait(tcp::acceptor::wait_read,
                    [self = std::move(self)](const error_code& ec) {
                      if (!ec && self->listening.is_open())
                        accept_all(self);
                    });
}

void acceptor::accept_all(const std::shared_ptr<state>& self) {
  for (int i = 0; i < accepts_at_a_time; ++i) {
    tcp::endpoint peer;
    auto size = static_cast<socklen_t>(peer.capacity());
    socket connection(::accept4(self->listening.native_handle(), peer.data(),
                                &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!connection.is_open()) {
      if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS
          || errno == ENOMEM)
        return wait_for_descriptors(self);
      if (errno == EAGAIN || errno == EWOULDBLOCK)
        break;
      continue; // That client has left already.
    }
    peer.resize(size);
    begin(*self, std::move(connection), peer);
  }
  wait(self);
}

void acceptor::begin(state& self, socket connection,
                     const tcp::endpoint& peer) {
  auto& core = *self.core;
  auto& limit = *core.settings.limit;
  if (!limit.enter()) {
    core.counters.connections_refused.add();
    // A handshake to say so is what there is no room for.
    if (!self.tls)
      refuse(std::move(connection), refusal(retry_after(limit.drain_time())));
    return;
  }
  if (self.tls) {
    auto channel = tls_channel::make(
        self.tls->current(), connection.descriptor(), core.counters.tls);
    if (!channel)
      return limit.leave({});
    connection.secure(std::move(channel));
  }
  boost::intrusive_ptr<session>(
      new session(self.core, std::move(connection), peer))
      ->start();
}

void acceptor::wait_for_descriptors(std::shared_ptr<state> self) {
  auto& pause = self->pause;
  pause.expires_after(out_of_descriptors_pause);
  pause.async_wait([self = std::move(self)](const error_code& ec) {
    if (!ec && self->listening.is_open())
      accept_all(self);
  });
}

} // namespace smokehouse::http
