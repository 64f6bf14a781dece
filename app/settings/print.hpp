#pragma once

#include "app/settings/key.hpp"
#include "app/settings/load.hpp"

#include <string>

namespace smokehouse::app {

/// What `--help` prints: the options, then each key with its default.
std::string help_text();

/// The comment of a key in a configuration file: its meaning, then its kind
/// with unit and range, and its default. `fallback` is bound to a settings
/// object that holds the defaults.
std::string comment_of(const key& fallback);

/// What `--dump-config` prints: the settings in effect, each with its
/// comment, in the file's own syntax, so that they load to the same again.
std::string dump(const configuration& config);

} // namespace smokehouse::app
