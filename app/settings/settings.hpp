#pragma once

#include "app/settings/choices.hpp"

#include <caf/timespan.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace smokehouse::app {

/// The server's listener and its limits.
struct http_settings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8000;
  std::size_t max_connections = 20'000;
  std::size_t max_header_bytes = 16 * 1024;
  std::size_t max_body_bytes = 1024 * 1024;
  caf::timespan header_timeout = std::chrono::seconds{10};
  caf::timespan body_timeout = std::chrono::seconds{30};
  caf::timespan idle_timeout = std::chrono::seconds{60};
  caf::timespan write_timeout = std::chrono::seconds{30};
  caf::timespan request_timeout = std::chrono::seconds{30};
  caf::timespan max_request_timeout = std::chrono::seconds{30};
  std::size_t max_in_flight = 20'000;
  std::optional<std::size_t> max_in_flight_per_route;
  std::size_t max_pipelined = 32;
  bool server_timing = false;
  bool io_uring = true;
};

/// HTTPS, and with what.
struct tls_settings {
  /// Files; the key at an index is that of the certificate there. None: no TLS.
  std::vector<std::string> certificates;
  std::vector<std::string> keys;
  /// None: HTTPS takes the place of HTTP on its port.
  std::optional<std::uint16_t> port;
  http::tls_version min_version = http::tls_version::v1_2;

  bool on() const {
    return !certificates.empty();
  }
};

/// Where the service's inside is shown, and to whom.
struct admin_settings {
  std::string address;
  std::optional<std::uint16_t> port;
  /// A file's path, or empty for no token.
  std::string token_file;

  /// Whether the inside has a listener of its own: either key makes one.
  bool apart() const {
    return !address.empty() || port;
  }

  /// The address of that listener.
  std::string host() const {
    return address.empty() ? "127.0.0.1" : address;
  }
};

/// The bounds of each pool of threads for blocking code.
struct blocking_settings {
  std::size_t threads = 64;
  std::size_t queue = 1000;
  caf::timespan busy_limit = std::chrono::seconds{30};
};

/// The jobs that go on after their reply.
struct background_settings {
  std::size_t max_jobs = 10'000;
};

/// The service that the fetchers ask.
struct upstream_settings {
  std::string url = "embedded";
  caf::timespan connect_timeout = std::chrono::seconds{5};
  caf::timespan request_timeout = std::chrono::seconds{10};
  std::size_t max_connections = 128;
  /// A PEM file's path, or empty for none.
  std::string ca_file;
  /// In percent; without it there is no breaker.
  std::optional<std::size_t> breaker_failure_rate = 50;
  std::size_t breaker_min_calls = 20;
  caf::timespan breaker_window = std::chrono::seconds{10};
  caf::timespan breaker_open_for = std::chrono::seconds{5};
  /// In percent.
  std::size_t retry_share = 10;
  std::size_t retries_per_second = 3;
};

/// What `/smoke_some_meats/` smokes, and how long its fetchers take.
struct smoke_settings {
  caf::timespan flavor_delay = std::chrono::seconds{1};
  caf::timespan smokables_delay = std::chrono::seconds{2};
  std::vector<std::string> flavors = {"Sweet Baby Ray's", "Stubb's Original",
                                      "Famous Dave's"};
  std::vector<std::string> smokables = {
      "ribs", "brisket", "lemon chicken", "salmon", "bison sirloin", "sausage"};
  flavor_loss without_flavor = flavor_loss::fail;
};

/// The count that `/async/` and `/sync/` print before they ask the upstream.
struct tick_settings {
  std::size_t count = 5;
  caf::timespan interval = std::chrono::seconds{1};
};

/// The blocking sleep of `/burn_some_meats/`.
struct burn_settings {
  caf::timespan duration = std::chrono::seconds{5};
  burn_mode mode = burn_mode::detached;
};

/// What is written, and how.
struct log_settings {
  log_level level = log_level::info;
  bool access = true;
  log_format format = log_format::uvicorn;
};

/// When the service says that something is stuck.
struct watchdog_settings {
  caf::timespan threshold = std::chrono::milliseconds{100};
  caf::timespan unready_after = std::chrono::seconds{10};
};

/// When an actor that fails again and again is left alone for a while.
struct supervision_settings {
  std::size_t max_failures = 10;
  caf::timespan period = std::chrono::seconds{30};
  caf::timespan quarantine = std::chrono::minutes{1};
};

/// How the service stops.
struct shutdown_settings {
  caf::timespan grace = std::chrono::seconds{10};
};

/// Everything that can be set, valid once `load` returned it without faults.
/// A default-constructed one holds the defaults. `key_table` names each
/// member's key, range and meaning.
struct settings {
  http_settings http;
  tls_settings tls;
  admin_settings admin;
  blocking_settings blocking;
  background_settings background;
  upstream_settings upstream;
  smoke_settings smoke;
  tick_settings tick;
  burn_settings burn;
  log_settings log;
  watchdog_settings watchdog;
  supervision_settings supervision;
  shutdown_settings shutdown;

  /// Number of shards, `caf.scheduler.max-threads`: one per processor.
  std::size_t shards = std::max(1u, std::thread::hardware_concurrency());
};

} // namespace smokehouse::app
