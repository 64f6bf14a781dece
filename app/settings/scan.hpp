#pragma once

#include "app/settings/fault.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace smokehouse::app {

/// What `scan` makes of a text.
struct scanned {
  /// What CAF's parser may read: all, or all above the line that is wrong.
  std::string text;
  /// The first thing that the parser must not see.
  std::optional<std::string> wrong;
  /// Number, from 1, of the line that `wrong` is in, else of the last one.
  std::size_t line = 1;
};

/// Prepares the text of a configuration file for CAF 0.18.7's parser, which
/// - takes `a.b = 1` for the opening of a section `a` that does not end: the
///   names of such keys are put in quotes, which it reads as one name;
/// - recurses without a bound, lets times overflow, and writes out ranges
///   such as `[1..9999999999]`: these are refused.
/// Lines keep their numbers.
scanned scan(std::string_view text);

} // namespace smokehouse::app
