#pragma once

/// What the process tells whoever started it.
namespace smokehouse::app::exit_code {

/// Stopped cleanly, or had only something to print.
inline constexpr int clean = 0;

/// Could not start: the address is in use, say.
inline constexpr int cannot_start = 1;

/// Bad configuration or usage; nothing was started.
inline constexpr int bad_usage = 2;

/// Stopped at the grace deadline with work left.
inline constexpr int work_left = 3;

} // namespace smokehouse::app::exit_code
