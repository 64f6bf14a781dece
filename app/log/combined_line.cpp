#include "app/log/combined_line.hpp"

#include "app/log/line_parts.hpp"

#include <spdlog/fmt/chrono.h>
#include <spdlog/fmt/compile.h>
#include <spdlog/fmt/fmt.h>

#include <iterator>

namespace smokehouse::app {

namespace {

/// `24/Nov/2026:04:07:08 +0000`, in English whatever the locale.
void append_time(std::string& line, std::chrono::system_clock::time_point now) {
  fmt::format_to(std::back_inserter(line), "{:%d/%b/%Y:%H:%M:%S %z}",
                 fmt::localtime(std::chrono::system_clock::to_time_t(now)));
}

} // namespace

void append_combined(std::string& line, const http::request& request,
                     const http::exchange& how,
                     std::chrono::system_clock::time_point now) {
  line += request.peer().address().to_string();
  line += " - - [";
  append_time(line, now);
  line += "] \"";
  append_request_line(line, request);
  fmt::format_to(std::back_inserter(line), FMT_COMPILE("\" {} {} \""),
                 status_of(how), how.bytes - how.head_bytes);
  append_escaped_or_dash(line, request.header("Referer"));
  line += "\" \"";
  append_escaped_or_dash(line, request.header("User-Agent"));
  line += '"';
}

} // namespace smokehouse::app
