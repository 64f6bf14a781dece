#include "app/log/json_line.hpp"

#include "app/log/access_line.hpp"
#include "app/log/line_parts.hpp"

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <spdlog/fmt/chrono.h>
#include <spdlog/fmt/fmt.h>

#include <cmath>

namespace smokehouse::app {

namespace {

namespace json = boost::json;

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
std::string time_text(std::chrono::system_clock::time_point now) {
  using std::chrono::floor, std::chrono::milliseconds;
  const auto ms = floor<milliseconds>(now).time_since_epoch().count() % 1000;
  return fmt::format("{:%FT%T}.{:03}Z",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
                     ms);
}

std::string peer_text(const http::tcp::endpoint& peer) {
  std::string result;
  append_peer(result, peer);
  return result;
}

/// To the microsecond.
double seconds(http::duration time) {
  return std::round(std::chrono::duration<double, std::micro>{time}.count())
         / 1e6;
}

json::array split_of(const http::request& request, http::duration whole,
                     json::storage_ptr memory) {
  json::array result(memory);
  for (const auto& part : request.timeline().parts(request.received() + whole))
    result.push_back(json::object{
        {{"name", part.name}, {"s", seconds(part.share)}}, memory});
  return result;
}

} // namespace

void append_json(std::string& line, const http::request& request,
                 const http::exchange& how,
                 std::chrono::system_clock::time_point now) {
  unsigned char room[4096]; // enough for nearly every line
  json::monotonic_resource resource{room};
  json::storage_ptr memory{&resource};
  line += json::serialize(
      json::object{{
                       {"time", time_text(now)},
                       {"id", request.id()},
                       {"peer", peer_text(request.peer())},
                       {"method", escape(request.method_name())},
                       {"target", escape(request.target())},
                       {"version", request.version() == 10 ? "1.0" : "1.1"},
                       {"user_agent", escape(request.header("User-Agent"))},
                       {"status", status_of(how)},
                       {"outcome", name_of(how.outcome)},
                       {"why", how.why},
                       {"bytes", how.bytes},
                       {"duration_s", seconds(how.duration)},
                       {"split", split_of(request, how.duration, memory)},
                   },
                   memory});
}

} // namespace smokehouse::app
