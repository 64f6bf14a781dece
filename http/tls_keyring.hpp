#pragma once

#include "http/tls_context.hpp"

#include <memory>
#include <mutex>
#include <string>

namespace smokehouse::http {

/// The certificates of a server while it runs: they can be read anew, for the
/// connections from then on. Those that are open go on with what they have.
/// From any thread.
class tls_keyring {
public:
  explicit tls_keyring(tls_settings from) : from_(std::move(from)) {
    // nop
  }

  /// Reads the files. What cannot be used changes nothing.
  /// @returns what is wrong, or "".
  std::string load();

  /// For a new connection. Null before the first `load` that went well.
  std::shared_ptr<const tls_context> current() const;

  const tls_settings& settings() const noexcept {
    return from_;
  }

private:
  const tls_settings from_;
  mutable std::mutex mutex_;
  std::shared_ptr<const tls_context> current_;
};

} // namespace smokehouse::http
