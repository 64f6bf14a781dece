#pragma once

#include "http/types.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace boost::asio::ssl {
class context;
}

namespace smokehouse::http {

class circuit_breaker;
class host_lookup;
class retry_budget;

/// The limits of a client. Every wait in it ends by one of these.
struct client_settings {
  /// From the look-up of the name to a connection, TLS included.
  duration connect_timeout = std::chrono::seconds(5);

  /// From the call to the whole answer; waiting for a connection counts too.
  duration request_timeout = std::chrono::seconds(10);

  /// How long a connection that nobody uses is kept.
  duration idle_timeout = std::chrono::seconds(30);

  /// How many connections there may be at a time, 1 or more.
  std::size_t max_connections = 64;

  /// How many requests may wait for a connection when all are busy.
  std::size_t max_waiting = 100'000;

  /// The longest body that an answer may have.
  std::size_t max_body_bytes = 1 << 20;

  /// A PEM file with authorities to trust besides the system's; none if empty.
  std::string ca_file = {};

  /// What all clients of one upstream should share. Without these it is asked
  /// whatever happens, a call that got no answer is made once more in any case,
  /// each client looks names up by itself, and reads `ca_file` when it is made.
  std::shared_ptr<circuit_breaker> breaker = {};
  std::shared_ptr<retry_budget> retries = {};
  std::shared_ptr<host_lookup> lookup = {};
  std::shared_ptr<asio::ssl::context> tls = {};
};

} // namespace smokehouse::http
