#pragma once

#include <caf/config_value.hpp>
#include <caf/settings.hpp>
#include <caf/timespan.hpp>

#include <string>
#include <string_view>

namespace smokehouse::app {

// Values in the syntax of a configuration file, so that they load again.
// CAF's own printer writes `1.5h` and `\v`, which its parser refuses.

/// In double quotes, with `"`, `\`, newline, carriage return and tab escaped.
std::string render_text(std::string_view text);

/// In the largest unit that divides it: `90s`, `250ms`, `0s`.
std::string render_time(caf::timespan value);

/// Any value but a section.
std::string render(const caf::config_value& value);

/// What a message calls a value: as `render` has it, `a section`, or `nothing`
/// for an option without a value.
std::string describe(const caf::config_value& value);

/// The keys and sections in braces, each on a line of its own, indented.
std::string render_section(const caf::settings& content, std::size_t indent);

} // namespace smokehouse::app
