#pragma once

#include "http/tls_version.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace smokehouse::app {

/// The names of an enumeration's values in the configuration, in the order
/// of the values. A new value needs its name here and nothing else.
template <class Enum>
inline constexpr std::array<std::string_view, 0> names_of{};

/// Where `/burn_some_meats/` sleeps: on a thread of its own, or inside the
/// view's handler, where it stalls the shard (the tutorial's mistake).
enum class burn_mode : std::uint8_t { detached, inside_view };

template <>
inline constexpr std::array<std::string_view, 2> names_of<burn_mode> = {
    "detached", "inline"};

/// What becomes of `/smoke_some_meats/` when its flavor cannot be had: an
/// error, or the one that everybody likes.
enum class flavor_loss : std::uint8_t { fail, replace };

template <>
inline constexpr std::array<std::string_view, 2> names_of<flavor_loss> = {
    "fail", "default"};

/// The least severe level that is written.
enum class log_level : std::uint8_t { trace, debug, info, warning, error, off };

template <>
inline constexpr std::array<std::string_view, 6> names_of<log_level> = {
    "trace", "debug", "info", "warning", "error", "off"};

template <>
inline constexpr std::array<std::string_view, 2> names_of<http::tls_version> = {
    "1.2", "1.3"};

/// How a line of the access log looks.
enum class log_format : std::uint8_t { uvicorn, combined, json, none };

template <>
inline constexpr std::array<std::string_view, 4> names_of<log_format> = {
    "uvicorn", "combined", "json", "none"};

} // namespace smokehouse::app
