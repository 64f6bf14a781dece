#pragma once

#include "app/settings/settings.hpp"
#include "http/tls_keyring.hpp"

#include <spdlog/logger.h>

#include <memory>
#include <optional>
#include <string>

namespace smokehouse::app {

/// The certificates of the service: read at its start, and again whenever it is
/// told to, with the log to say how that went. May be none. From any thread.
class certificates {
public:
  /// Before its end a certificate is warned of for so long.
  static constexpr std::chrono::hours warned_before{14 * 24};

  certificates(const tls_settings& from, std::shared_ptr<spdlog::logger> log);

  /// For the start.
  /// @returns what is wrong, or nothing.
  std::optional<std::string> read();

  /// Reads them again, for connections from then on. What cannot be used
  /// changes nothing.
  void read_again();

  /// What connections use; null without TLS.
  std::shared_ptr<const http::tls_keyring> keyring() const {
    return keyring_;
  }

private:
  void tell() const;

  std::shared_ptr<http::tls_keyring> keyring_;
  std::shared_ptr<spdlog::logger> log_;
};

/// What to warn of: the certificate has ended, ends soon, or has not begun.
/// Empty if all is well.
std::string doubt_about(const http::tls_identity& which,
                        http::tls_identity::clock::time_point now);

} // namespace smokehouse::app
