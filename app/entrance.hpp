#pragma once

#include "app/admin_listener.hpp"
#include "app/inside.hpp"
#include "app/settings/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace smokehouse::app {

/// The way to the inside: on the main listener, or on one of its own, as the
/// settings have it.
class entrance {
public:
  /// @param to Outlives it, as the settings do.
  entrance(const admin_settings& wanted, const inside& to)
      : wanted_(wanted), inside_(to) {
    // nop
  }

  entrance(const entrance&) = delete;
  entrance& operator=(const entrance&) = delete;

  /// Reads the token, if there is to be one. Before all else.
  /// @returns what is wrong, or nothing.
  std::optional<std::string> read_token();

  /// What the main listener shows of the inside: nothing but the health where
  /// the rest has a listener of its own.
  std::vector<actors::route> main_routes() const;

  /// Starts the listener, if there is to be one.
  /// @param access Is told of every request's end; may be null.
  /// @returns what is wrong, or nothing.
  std::optional<std::string> start(http::observer* access);

  /// Ends it.
  void stop() {
    listener_.reset();
  }

  /// The port of that listener, if there is one.
  std::optional<std::uint16_t> port() const;

private:
  const admin_settings& wanted_;
  inside inside_;
  std::optional<admin_listener> listener_;
};

} // namespace smokehouse::app
