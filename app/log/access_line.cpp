#include "app/log/access_line.hpp"

#include "app/log/combined_line.hpp"
#include "app/log/json_line.hpp"
#include "app/log/line_parts.hpp"

#include <spdlog/fmt/compile.h>
#include <spdlog/fmt/fmt.h>

#include <iterator>

namespace smokehouse::app {

namespace {

void append_status(std::string& line, const http::exchange& how) {
  if (how.outcome == http::outcome::cancelled) {
    line += "499 Client Closed Request";
    return;
  }
  const auto reason = http::beast::http::obsolete_reason(how.status);
  fmt::format_to(std::back_inserter(line), FMT_COMPILE("{} {}"),
                 static_cast<unsigned>(how.status),
                 std::string_view{reason.data(), reason.size()});
}

/// `INFO:     127.0.0.1:60374 - "GET /async/ HTTP/1.1" 200 OK`
void append_uvicorn(std::string& line, const http::request& request,
                    const http::exchange& how) {
  line += "INFO:     ";
  append_peer(line, request.peer());
  line += " - \"";
  append_request_line(line, request);
  line += "\" ";
  append_status(line, how);
}

} // namespace

std::string escape(std::string_view text) {
  std::string result;
  append_escaped(result, text);
  return result;
}

std::string access_line(log_format format, const http::request& request,
                        const http::exchange& how) {
  std::string line;
  line.reserve(128);
  switch (format) {
  case log_format::uvicorn:
    append_uvicorn(line, request, how);
    break;
  case log_format::combined:
    append_combined(line, request, how, std::chrono::system_clock::now());
    break;
  case log_format::json:
    append_json(line, request, how, std::chrono::system_clock::now());
    break;
  case log_format::none:
    break;
  }
  return line;
}

} // namespace smokehouse::app
