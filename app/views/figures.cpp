#include "app/views/figures.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace smokehouse::app::views {

namespace {

/// Three digits, unless there are more before the point.
std::string three_digits(double value, const char* unit) {
  auto decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%.*f %s", decimals, value, unit);
  return text.data();
}

std::string two_units(std::int64_t big, const char* big_unit,
                      std::int64_t small, const char* small_unit) {
  auto result = std::to_string(big) + " " + big_unit;
  if (small > 0)
    result += ' ' + std::to_string(small) + ' ' + small_unit;
  return result;
}

} // namespace

std::string duration_text(double seconds) {
  constexpr std::int64_t minute = 60;
  constexpr auto hour = 60 * minute;
  constexpr auto day = 24 * hour;
  if (seconds <= 0)
    return "0 s";
  if (seconds < 999.5e-6)
    return three_digits(seconds * 1e6, "us");
  if (seconds < 0.9995)
    return three_digits(seconds * 1e3, "ms");
  if (seconds < 59.95)
    return three_digits(seconds, "s");
  auto whole = std::llround(seconds);
  if (whole < hour)
    return two_units(whole / minute, "min", whole % minute, "s");
  if (whole < day)
    return two_units(whole / hour, "h", whole % hour / minute, "min");
  return two_units(whole / day, "d", whole % day / hour, "h");
}

std::string bytes_text(std::int64_t bytes) {
  constexpr std::array units = {"KiB", "MiB", "GiB", "TiB"};
  if (bytes < 1024)
    return std::to_string(bytes) + " B";
  auto value = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  for (; value >= 999.5 && unit + 1 < units.size(); ++unit)
    value /= 1024;
  return three_digits(value, units[unit]);
}

} // namespace smokehouse::app::views
