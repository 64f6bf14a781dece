#pragma once

#include <string_view>

/// The values of `Content-Type` that this library and its users send.
namespace smokehouse::http::media_type {

inline constexpr std::string_view text = "text/plain; charset=utf-8";
inline constexpr std::string_view html = "text/html; charset=utf-8";
inline constexpr std::string_view css = "text/css; charset=utf-8";
inline constexpr std::string_view javascript = "text/javascript; charset=utf-8";
inline constexpr std::string_view svg = "image/svg+xml";
inline constexpr std::string_view json = "application/json";

/// RFC 9457, the body of every error.
inline constexpr std::string_view problem_json = "application/problem+json";

/// Prometheus' text exposition format.
inline constexpr std::string_view prometheus =
    "text/plain; version=0.0.4; charset=utf-8";

/// Server-sent events.
inline constexpr std::string_view event_stream = "text/event-stream";

} // namespace smokehouse::http::media_type
