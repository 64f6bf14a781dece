#include "app/log/combined_line.hpp"

#include "app/log/line_parts.hpp"

#include <spdlog/fmt/compile.h>
#include <spdlog/fmt/fmt.h>

#include <cstdlib>
#include <ctime>
#include <iterator>

namespace smokehouse::app {

namespace {

/// `24/Nov/2026:04:07:08 +0000`, in English whatever the locale.
void append_time(std::string& line, std::chrono::system_clock::time_point now) {
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr",
                                           "May", "Jun", "Jul", "Aug",
                                           "Sep", "Oct", "Nov", "Dec"};
  const auto time = std::chrono::system_clock::to_time_t(now);
  std::tm parts{};
  ::localtime_r(&time, &parts);
  const auto minutes = std::labs(parts.tm_gmtoff) / 60;
  fmt::format_to(std::back_inserter(line),
                 FMT_COMPILE("{:02}/{}/{}:{:02}:{:02}:{:02} {}{:02}{:02}"),
                 parts.tm_mday, months[parts.tm_mon], parts.tm_year + 1900,
                 parts.tm_hour, parts.tm_min, parts.tm_sec,
                 parts.tm_gmtoff < 0 ? '-' : '+', minutes / 60, minutes % 60);
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
