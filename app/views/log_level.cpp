#include "app/views/log_level.hpp"

#include "app/access/posted.hpp"
#include "app/settings/choices.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace smokehouse::app::views {

namespace {

namespace json = boost::json;

constexpr const auto& names = names_of<app::log_level>;

std::string_view name_of(app::log_level level) {
  return names[static_cast<std::size_t>(level)];
}

std::optional<app::log_level> level_of(std::string_view name) {
  auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    return std::nullopt;
  return static_cast<app::log_level>(found - names.begin());
}

http::response no_such_level(const http::request& request) {
  std::string detail = "Send level=LEVEL, as a form or as JSON; a level is";
  for (auto name : names)
    detail.append(name == names.back() ? " or " : " ").append(name) += ',';
  detail.back() = '.';
  return http::problem(http::status::bad_request, detail, request);
}

} // namespace

http::response log_level(const http::request& request, logging& log) {
  auto old = log.level();
  if (request.method() != http::method::post)
    return http::json(json::serialize(json::object{{"level", name_of(old)}}));
  auto level = level_of(access::posted(request, "level").value_or(""));
  if (!level)
    return no_such_level(request);
  log.level(*level);
  log.service()->info("log.level: {} in place of {}", name_of(*level),
                      name_of(old));
  return http::json(json::serialize(
      json::object{{"old", name_of(old)}, {"new", name_of(*level)}}));
}

} // namespace smokehouse::app::views
