#pragma once

#include <cstdint>
#include <string>

namespace smokehouse::app::views {

/// A time for people, in three digits or two units: `340 us`, `12.3 ms`,
/// `1.50 s`, `2 h 5 min`.
/// @param seconds Not negative.
std::string duration_text(double seconds);

/// An amount of memory: `512 B`, `3.4 KiB`, `120 MiB`.
/// @param bytes Not negative.
std::string bytes_text(std::int64_t bytes);

} // namespace smokehouse::app::views
