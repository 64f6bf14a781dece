#pragma once

#include "http/server/server_core.hpp"
#include "http/server/socket.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>

#include <memory>

namespace smokehouse::http {

/// Accepts the connections of a server until it is closed.
class acceptor {
public:
  explicit acceptor(boost::intrusive_ptr<server_core> core);

  acceptor(const acceptor&) = delete;

  acceptor& operator=(const acceptor&) = delete;

  ~acceptor() {
    close();
  }

  /// Binds to the address of the settings and begins.
  /// @param tls What connections speak TLS with; null for plain ones.
  error_code listen(std::uint16_t port, std::shared_ptr<const tls_keyring> tls);

  std::uint16_t port() const noexcept {
    return port_;
  }

  void close();

private:
  using executor = asio::io_context::executor_type;

  /// What a pending operation needs; it may outlive the acceptor.
  struct state {
    explicit state(boost::intrusive_ptr<server_core> shared);

    boost::intrusive_ptr<server_core> core;
    std::shared_ptr<const tls_keyring> tls;
    asio::basic_socket_acceptor<tcp, executor> listening;
    asio::basic_waitable_timer<clock, asio::wait_traits<clock>, executor> pause;
  };

  static void wait(std::shared_ptr<state> self);
  static void accept_all(const std::shared_ptr<state>& self);
  static void begin(state& self, socket connection, const tcp::endpoint& peer);
  static void wait_for_descriptors(std::shared_ptr<state> self);

  std::shared_ptr<state> state_;
  std::uint16_t port_ = 0;
};

} // namespace smokehouse::http
