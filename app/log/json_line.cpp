#include "app/log/json_line.hpp"

#include "app/log/line_parts.hpp"

#include <spdlog/fmt/compile.h>
#include <spdlog/fmt/fmt.h>

#include <ctime>
#include <iterator>
#include <utility>

namespace smokehouse::app {

namespace {

std::string_view name_of(http::outcome outcome) {
  switch (outcome) {
  case http::outcome::answered:
    return "answered";
  case http::outcome::shed:
    return "shed";
  case http::outcome::cancelled:
    return "cancelled";
  }
  return {};
}

/// `2026-11-24T04:07:08.123Z`
void append_time(std::string& line, std::chrono::system_clock::time_point now) {
  const auto milliseconds =
      std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch();
  const std::time_t time = milliseconds.count() / 1000;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  fmt::format_to(std::back_inserter(line),
                 FMT_COMPILE("{}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z"),
                 parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                 parts.tm_hour, parts.tm_min, parts.tm_sec,
                 milliseconds.count() % 1000);
}

/// `,"name":"text"`. What is escaped has no quotes left, only backslashes.
void append_member(std::string& line, std::string_view name,
                   std::string_view text) {
  line += ",\"";
  line += name;
  line += "\":\"";
  const auto begin = line.size();
  append_escaped(line, text);
  for (auto at = line.find('\\', begin); at != line.npos;
       at = line.find('\\', at + 2))
    line.insert(at, 1, '\\');
  line += '"';
}

/// `,"split":[{"name":"front","s":0.000012}]`
void append_split(std::string& line, const http::request& request,
                  http::duration whole) {
  line += R"(,"split":[)";
  std::string_view before;
  for (const auto& part :
       request.timeline().parts(request.received() + whole)) {
    line += std::exchange(before, ",");
    line += R"({"name":")";
    append_escaped(line, part.name);
    fmt::format_to(std::back_inserter(line), FMT_COMPILE(R"(","s":{:.6f}}})"),
                   std::chrono::duration<double>{part.share}.count());
  }
  line += ']';
}

} // namespace

void append_json(std::string& line, const http::request& request,
                 const http::exchange& how,
                 std::chrono::system_clock::time_point now) {
  const auto out = std::back_inserter(line);
  line += R"({"time":")";
  append_time(line, now);
  line += R"(","id":")";
  request.append_id(line);
  line += R"(","peer":")";
  append_peer(line, request.peer());
  line += '"';
  append_member(line, "method", request.method_name());
  append_member(line, "target", request.target());
  append_member(line, "version", request.version() == 10 ? "1.0" : "1.1");
  append_member(line, "user_agent", request.header("User-Agent"));
  fmt::format_to(out, FMT_COMPILE(R"(,"status":{})"), status_of(how));
  append_member(line, "outcome", name_of(how.outcome));
  append_member(line, "why", how.why);
  fmt::format_to(out, FMT_COMPILE(R"(,"bytes":{},"duration_s":{:.6f})"),
                 how.bytes,
                 std::chrono::duration<double>{how.duration}.count());
  append_split(line, request, how.duration);
  line += '}';
}

} // namespace smokehouse::app
